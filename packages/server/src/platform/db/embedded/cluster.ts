import { randomBytes } from 'node:crypto'
import { appendFile, chown, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort, isPortFree } from './free-port.ts'
import type { Place } from './place.ts'
import { findPostmaster } from './postmaster.ts'
import { EmbeddedFailed } from './problems.ts'
import { pidExists } from './process-identity.ts'
import { runTool, type ToolResult } from './run-tool.ts'
import { settingsFor } from './settings.ts'

export const DATABASE_USER = 'yingda'

/** How long a start goes on trying while a killed predecessor's last processes let go of its memory. */
const START_WITHIN_MS = 60_000

/** Make the cluster, if there is none. Built beside its place and renamed: a killed initdb leaves nothing half-made. */
export async function initCluster(place: Place, { password }: { password: string }): Promise<void> {
  if (await hasCluster(place.dataDir)) return checkVersion(place)
  for (const name of await readdir(place.home)) {
    if (name.startsWith('initdb-')) await rm(join(place.home, name), { recursive: true, force: true })
  }
  const draft = join(place.home, `initdb-${randomBytes(4).toString('hex')}`)
  const passwordFile = `${draft}.password`
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
  if (place.account) await chown(passwordFile, place.account.uid, place.account.gid)
  try {
    await initdb(place, draft, passwordFile)
    await appendFile(join(draft, 'postgresql.conf'), "\ninclude_if_exists = 'yingda.conf'\n")
    await rename(draft, place.dataDir)
  } finally {
    await rm(passwordFile, { force: true })
  }
}

/**
 * Pieces of the log, MiB. Whoever needs a new one fills it with zeros while all others wait for their commit: of 16, PostgreSQL's own
 * size, that took 50 to 80 ms every four seconds at 1,000 messages a second (docs/performance.md). Fixed when a cluster is made.
 */
const LOG_PIECE_MIB = 1

async function initdb(place: Place, folder: string, passwordFile: string): Promise<void> {
  const args = ['-D', folder, '-U', DATABASE_USER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, `--wal-segsize=${LOG_PIECE_MIB}`]
  const builtin = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--lc-messages=C', '--no-instructions']
  const made = await tool(place, 'initdb', [...args, ...builtin, '--locale=C.UTF-8'])
  if (made.ok) return
  // Windows and old systems have no locale of that name in their C library. PostgreSQL's own one, which sorts and
  // compares, is there all the same; only what still asks the C library (pg_trgm on Chinese) is the poorer.
  const plain = await tool(place, 'initdb', [...args, ...builtin, '--locale=C'])
  if (!plain.ok) throw new EmbeddedFailed(`PostgreSQL could not make its data folder in ${place.home}: ${made.output || plain.output}`)
}

/**
 * Start PostgreSQL on the folder and wait until it takes connections. Goes on trying while the reason passes by
 * itself; with no port given, one that was taken in the meantime is replaced.
 */
export async function startCluster(place: Place, wanted: { port?: number; recovery?: Record<string, string> } = {}): Promise<{ port: number }> {
  for (const begun = Date.now(); ; await wait(300)) {
    const port = wanted.port ?? (await freePort())
    await writeFile(
      join(place.dataDir, 'yingda.conf'),
      settingsFor({ port, archiveDir: place.archiveDir, ...(wanted.recovery && { recovery: wanted.recovery }) }),
      { mode: 0o644 },
    )
    await forgetReusedPid(place.dataDir)
    const from = await openLog(place.logFile)
    const started = await tool(place, 'pgCtl', ['start', '-w', '-t', '600', '-D', place.dataDir, '-l', place.logFile])
    if (started.ok) return { port }
    const said = await readLog(place.logFile, from)
    const passes = /still in use|already exists|could not bind/.test(said) || !(await isPortFree(port))
    if (!passes || Date.now() - begun > START_WITHIN_MS) {
      throw new EmbeddedFailed(`PostgreSQL did not start on ${place.dataDir}: ${said || started.output} (log: ${place.logFile})`)
    }
  }
}

/** Fast stop: open transactions are rolled back, everything committed is on disk. */
export async function stopCluster(place: Place): Promise<void> {
  for (const mode of ['fast', 'immediate']) {
    if (!(await findPostmaster(place.dataDir))) return
    await tool(place, 'pgCtl', ['stop', '-w', '-t', '60', '-m', mode, '-D', place.dataDir])
  }
  if (await findPostmaster(place.dataDir)) throw new EmbeddedFailed(`PostgreSQL on ${place.dataDir} did not stop.`)
}

/** Give the user a new password while no PostgreSQL runs: for when the file with the old one is lost. */
export async function resetPassword(place: Place, { password }: { password: string }): Promise<void> {
  const args = ['--single', '-D', place.dataDir, 'postgres']
  const reset = await tool(place, 'postgres', args, `alter role ${DATABASE_USER} password '${password}'\n`)
  if (!reset.ok) throw new EmbeddedFailed(`The database password could not be renewed: ${reset.output}`)
}

export const hasCluster = (dataDir: string): Promise<boolean> =>
  stat(join(dataDir, 'PG_VERSION')).then(
    () => true,
    () => false,
  )

async function checkVersion(place: Place): Promise<void> {
  const made = (await readFile(join(place.dataDir, 'PG_VERSION'), 'utf8')).trim()
  const { output } = await tool(place, 'postgres', ['--version'])
  const runs = / (\d+)/.exec(output)?.[1]
  if (runs === undefined || runs === made) return
  throw new EmbeddedFailed(
    `The data in ${place.dataDir} was made by PostgreSQL ${made}, but this release brings PostgreSQL ${runs}. Move it over with pg_dump, or start the release that made it.`,
  )
}

/** PostgreSQL takes a stale pid file for a running server when its number has gone to another process of the account. */
async function forgetReusedPid(dataDir: string): Promise<void> {
  const path = join(dataDir, 'postmaster.pid')
  const pid = Number.parseInt(await readFile(path, 'utf8').catch(() => ''), 10)
  if (pid > 0 && pidExists(pid) && !(await findPostmaster(dataDir))) await rm(path, { force: true })
}

const tool = (place: Place, name: keyof Place['tools'], args: string[], input?: string): Promise<ToolResult> =>
  runTool(place.tools[name], args, { account: place.account, cwd: dirname(place.dataDir), ...(input !== undefined && { input }) })

const LOG_LIMIT_BYTES = 5_000_000

/** @returns where the next start's lines begin */
async function openLog(path: string): Promise<number> {
  const size = (await stat(path).catch(() => null))?.size ?? 0
  if (size < LOG_LIMIT_BYTES) return size
  await rename(path, `${path}.1`)
  return 0
}

async function readLog(path: string, from: number): Promise<string> {
  const file = await open(path).catch(() => null)
  if (!file) return ''
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(4_000), position: from })
    return buffer.toString('utf8', 0, bytesRead).trim()
  } finally {
    await file.close()
  }
}
