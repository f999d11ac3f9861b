/** Debian's packages, for what npm cannot bring: a browser, its fonts, another release of PostgreSQL. */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Something the tests need is missing and cannot be got from here. The message tells the person what to do. */
export class Missing extends Error {
  override readonly name = 'Missing'
}

export const canRun = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Root on a Debian (or a system that has its tools) may install; nobody else is asked for a password. */
export const mayInstall = (): boolean => process.getuid?.() === 0 && canRun('/usr/bin/apt-get')

/** @throws Missing with apt's own last words */
export function install(packages: readonly string[]): void {
  process.stdout.write(`Installing ${packages.join(', ')} from Debian's packages…\n`)
  apt(['update'])
  withoutDefaultCluster(() => apt(['install', '--yes', '--no-install-recommends', ...packages]))
}

function apt(args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', UCF_FORCE_CONFFOLD: '1' }
  const { status, stdout, stderr, error } = spawnSync('apt-get', ['--quiet', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' })
  if (status === 0) return
  const lastWords = `${stdout ?? ''}\n${stderr ?? ''}`.trim().split('\n').slice(-5).join(' ')
  throw new Missing(`apt-get ${args.join(' ')} failed: ${error?.message ?? lastWords}`)
}

const SETTINGS = '/etc/postgresql-common/createcluster.conf'
const SETTINGS_AS_SHIPPED = '/usr/share/postgresql-common/createcluster.conf'

/** Debian's PostgreSQL makes and starts a database of its own when it is installed, which nobody here asked for. */
function withoutDefaultCluster(work: () => void): void {
  if (existsSync(SETTINGS)) return work()
  mkdirSync(dirname(SETTINGS), { recursive: true })
  writeFileSync(SETTINGS, 'create_main_cluster = false\n')
  try {
    work()
  } finally {
    // Only for this installation: what comes later finds the package as it is shipped.
    if (existsSync(SETTINGS_AS_SHIPPED)) copyFileSync(SETTINGS_AS_SHIPPED, SETTINGS)
    else rmSync(SETTINGS)
  }
}
