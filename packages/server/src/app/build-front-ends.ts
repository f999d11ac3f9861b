/** Front ends are built when they are installed and again when their sources have changed: told by content, not by time. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { glob, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { compressBuilt } from './compress-built.ts'

const FRONT_ENDS = ['widget', 'console'] as const
const SHARED = ['packages/ui/src/**/*', 'packages/i18n/src/**/*', 'packages/protocol/src/**/*', 'packages/domain/src/**/*', 'package-lock.json']
const STAMP = '.stamp'
/** What is done with what Vite has built; said otherwise when that changes, so that what stands is built anew. */
const AFTERWARDS = 'gzipped beside itself'

/**
 * Build those whose stamp is not that of the sources. Where no sources are (a release folder), and where Vite is not
 * installed (`npm ci --omit=dev`), what is built stands.
 */
export async function buildStaleFrontEnds(root: string, say: (line: string) => void): Promise<void> {
  for (const name of FRONT_ENDS) {
    if (!existsSync(join(root, `packages/${name}/vite.config.ts`))) continue
    const stampFile = join(root, `packages/${name}/dist/${STAMP}`)
    const stamp = await stampOf(root, name)
    if ((await readFile(stampFile, 'utf8').catch(() => '')) === stamp) continue
    const vite = findVite(root, name)
    if (vite === null) {
      const standing = existsSync(join(root, `packages/${name}/dist/index.html`)) || existsSync(join(root, `packages/${name}/dist/widget.js`))
      say(`The ${name} was not built: Vite is not installed (npm ci brings it). ${standing ? 'The one built before stands.' : 'There is none until it is.'}`)
      continue
    }
    say(`Building the ${name}…`)
    await viteBuild(vite, join(root, `packages/${name}`))
    await compressBuilt(join(root, `packages/${name}/dist`))
    await writeFile(stampFile, stamp)
  }
}

function findVite(root: string, name: string): string | null {
  try {
    return join(dirname(createRequire(join(root, `packages/${name}/package.json`)).resolve('vite/package.json')), 'bin/vite.js')
  } catch {
    return null
  }
}

/** SHA-256 over the paths and contents of everything that goes into a front end. */
async function stampOf(root: string, name: string): Promise<string> {
  const hash = createHash('sha256').update(AFTERWARDS)
  const own = [`packages/${name}/src/**/*`, `packages/${name}/*.{ts,html,json}`, `packages/${name}/public/**/*`]
  const files: string[] = []
  for await (const entry of glob([...own, ...SHARED], { cwd: root, withFileTypes: true })) {
    if (entry.isFile()) files.push(join(entry.parentPath, entry.name))
  }
  for (const file of files.sort())
    hash
      .update(file.slice(root.length))
      .update('\0')
      .update(await readFile(file))
  return hash.digest('hex')
}

function viteBuild(vite: string, folder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`building ${folder} failed`))))
  })
}
