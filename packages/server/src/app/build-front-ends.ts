/** Front ends are built when they are installed and again when their sources have changed: told by content, not by time. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { glob, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const FRONT_ENDS = ['widget', 'console'] as const
const SHARED = ['packages/ui/src/**/*', 'packages/i18n/src/**/*', 'packages/protocol/src/**/*', 'packages/domain/src/**/*', 'package-lock.json']
const STAMP = '.stamp'

/** Build those whose stamp is not that of the sources. Where no sources are (a release folder), what is built stands. */
export async function buildStaleFrontEnds(root: string, say: (line: string) => void): Promise<void> {
  for (const name of FRONT_ENDS) {
    if (!existsSync(join(root, `packages/${name}/vite.config.ts`))) continue
    const stampFile = join(root, `packages/${name}/dist/${STAMP}`)
    const stamp = await stampOf(root, name)
    if ((await readFile(stampFile, 'utf8').catch(() => '')) === stamp) continue
    say(`Building the ${name}…`)
    await viteBuild(root, name)
    await writeFile(stampFile, stamp)
  }
}

/** SHA-256 over the paths and contents of everything that goes into a front end. */
async function stampOf(root: string, name: string): Promise<string> {
  const hash = createHash('sha256')
  const own = [`packages/${name}/src/**/*`, `packages/${name}/*.{ts,html,json}`, `packages/${name}/public/**/*`]
  const files: string[] = []
  for await (const entry of glob([...own, ...SHARED], { cwd: root, withFileTypes: true })) {
    if (entry.isFile()) files.push(join(entry.parentPath, entry.name))
  }
  for (const file of files.sort()) hash.update(file.slice(root.length)).update('\0').update(await readFile(file))
  return hash.digest('hex')
}

function viteBuild(root: string, name: string): Promise<void> {
  const folder = join(root, `packages/${name}`)
  const vite = join(dirname(createRequire(join(folder, 'package.json')).resolve('vite/package.json')), 'bin/vite.js')
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`building the ${name} failed`))))
  })
}
