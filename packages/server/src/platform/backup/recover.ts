/** The embedded database out of a backup: its files laid out again, the log played to the wanted instant, the rest cut off. */
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { chown, mkdir, readdir, readFile } from 'node:fs/promises'
import type { Client } from 'pg'
import { installedBinaries } from '../db/embedded/binaries.ts'
import { restoreCommand } from '../db/embedded/archive.ts'
import { hasCluster, initCluster, startCluster } from '../db/embedded/cluster.ts'
import { type Place, settlePlace } from '../db/embedded/place.ts'
import { findPostmaster } from '../db/embedded/postmaster.ts'
import { EmbeddedFailed } from '../db/embedded/problems.ts'
import { startEmbedded } from '../db/embedded/start.ts'
import { copyFile, eachAtOnce, makeFolder, writeBytes } from './copy.ts'
import { syncFolder } from './draft.ts'
import { connect, DATA, one } from './embedded.ts'
import { verifyCounts } from './given.ts'
import type { Manifest } from './manifest.ts'
import { CannotBackUp, type Say } from './problems.ts'

/** `end`: as far as the log that was kept goes. */
export type Target = { kind: 'mark' } | { kind: 'instant'; until: Date; archiveDir: string } | { kind: 'end'; archiveDir: string }
export type Recovering = { from: string; dir: string; manifest: Manifest; target: Target; say: Say /** Throws once it is called off. */; goOn: () => void }
/** `isDemo`: of people who are made up, with a demo wallet beside it. */
export type Recovered = { newestEntryAt: Date | null; isDemo: boolean }

const RECOVER_WITHIN_MS = 24 * 60 * 60 * 1000
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** Lay the database into the data folder `dir`, recover it, compare it with the manifest, and stop it again. */
export async function recoverEmbedded({ from, dir, manifest, target, say, goOn }: Recovering): Promise<Recovered> {
  const place = await settlePlace({ dir, log: { ...quiet, info: say }, binaries: installedBinaries() })
  if (await hasCluster(place.dataDir)) throw new CannotBackUp(`There is a database in ${place.dataDir} already.`)
  say('Laying out the database.')
  await layOut(from, place, { ...manifest, goOn })
  await initCluster(place, { password: '' }) // only looks whether this release can run it
  say(target.kind === 'instant' ? `Recovering it to ${target.until.toISOString()}.` : 'Recovering it.')
  await recover(place, manifest, { target, goOn })
  goOn()

  // Finds it running, and puts the password right where the keys did not come along.
  const embedded = await startEmbedded({ dir, log: quiet, address: 'npm run restore' })
  try {
    const client = await connect(embedded.url)
    try {
      if (target.kind === 'mark') await verifyCounts(client, manifest)
      if (target.kind === 'end') await sayWhereLogBreaks(client, { place, target, say })
      const { at } = await one<{ at: Date | null }>(client, 'select max(at) as at from entry')
      const { demo } = await one<{ demo: boolean }>(client, `select exists (select from deployment_fact where name = 'demo') as demo`)
      return { newestEntryAt: at, isDemo: demo }
    } finally {
      await client.end()
    }
  } finally {
    await embedded.stop()
  }
}

async function layOut(from: string, { dataDir, account }: Place, manifest: Manifest & { goOn: () => void }): Promise<void> {
  const inside = (path: string): string => path.slice(DATA.length + 1)
  await mkdir(dataDir, { mode: 0o700 })
  if (account) await chown(dataDir, account.uid, account.gid)
  const folders = manifest.folders.filter((path) => path.startsWith(`${DATA}/`)).map(inside)
  for (const folder of folders) await makeFolder(dataDir, folder, { mode: 0o700, owner: account })
  await eachAtOnce(
    manifest.contents.filter(({ path }) => path.startsWith(`${DATA}/`)),
    async ({ path, sha256 }) => {
      manifest.goOn()
      const copied = await copyFile(join(from, path), join(dataDir, inside(path)), { mode: 0o600, owner: account })
      if (copied?.sha256 !== sha256) throw new CannotBackUp(`${path} in ${from} has changed meanwhile: take another backup.`)
    },
  )
  await writeBytes(join(dataDir, 'recovery.signal'), Buffer.alloc(0), { mode: 0o600, owner: account })
  for (const folder of [...folders.toReversed(), '.']) await syncFolder(join(dataDir, folder))
}

async function recover(place: Place, manifest: Manifest, { target, goOn }: Pick<Recovering, 'target' | 'goOn'>): Promise<void> {
  if (manifest.database.kind !== 'embedded') throw new Error('this backup holds no embedded database')
  try {
    await startCluster(place, { recovery: { ...settingsOf(target, manifest.database.mark), recovery_target_action: 'promote' } })
    await promoted(place, goOn)
  } catch (error) {
    if (!(error instanceof EmbeddedFailed)) throw error
    const reason = /FATAL: +(.+)/.exec(error.message)?.[1] ?? error.message
    if (target.kind === 'instant' && reason.includes('recovery ended before configured recovery target'))
      throw new CannotBackUp(`The log in ${target.archiveDir} ends before ${target.until.toISOString()}: name an earlier instant, or restore without --until.`)
    throw new CannotBackUp(`The database could not be recovered: ${reason}`)
  }
}

function settingsOf(target: Target, mark: string): Record<string, string> {
  if (target.kind === 'mark') return { recovery_target_name: mark, restore_command: 'exit 1' } // all it needs lies in pg_wal
  const fromLog = { restore_command: restoreCommand(target.archiveDir) }
  return target.kind === 'end' ? fromLog : { ...fromLog, recovery_target_time: inSettings(target.until) }
}

/** Without a target recovery ends where the log does, and just so where a piece of it is missing: that is said. */
async function sayWhereLogBreaks(client: Client, { place, target, say }: { place: Place; target: Target & { kind: 'end' }; say: Say }): Promise<void> {
  const { reached } = await one<{ reached: string }>(client, `select pg_walfile_name('${await endOfLog(place.dataDir)}') as reached`)
  const kept = (await readdir(target.archiveDir)).filter((name) => /^[0-9A-F]{24}\.gz$/.test(name)).map(positionOf)
  if (kept.some((position) => position > positionOf(reached)))
    say(`The log in ${target.archiveDir} goes on, but cannot be followed beyond ${reached}: a piece of it is missing or damaged.`)
}

/** Of a piece of the log, whichever line of history it is of. */
const positionOf = (name: string): string => name.slice(8, 24)

/** Where the restored database left the one it is of: the last line of its newest history. */
async function endOfLog(dataDir: string): Promise<string> {
  const wal = join(dataDir, 'pg_wal')
  const newest =
    (await readdir(wal))
      .filter((name) => name.endsWith('.history'))
      .sort()
      .at(-1) ?? ''
  const end = /\s([0-9A-F]+\/[0-9A-F]+)\s[^\n]*\s*$/.exec(await readFile(join(wal, newest), 'utf8'))?.[1]
  if (end === undefined) throw new Error(`${newest} names no end`)
  return end
}

/** The zone as a number: so early in its start PostgreSQL knows no names of zones, not even Z. */
const inSettings = (instant: Date): string => instant.toISOString().replace('Z', '+00')

/**
 * Wait until it works for itself. On the way it already answers, and calls itself ready, but only to be read; who stops
 * it then has a copy that still waits for its log. Only its control file tells the two apart without a password.
 */
async function promoted({ dataDir, logFile }: Place, goOn: () => void): Promise<void> {
  const deadline = Date.now() + RECOVER_WITHIN_MS
  while ((await stateOf(dataDir)) !== IN_PRODUCTION) {
    if (!(await findPostmaster(dataDir))) throw new EmbeddedFailed(`PostgreSQL ended on the way. ${await lastFatal(logFile)}`)
    if (Date.now() > deadline) throw new CannotBackUp(`The database has not recovered within a day; it still runs on ${dataDir}.`)
    goOn()
    await wait(100)
  }
}

/** PostgreSQL's DBState: behind the system's id (8 bytes), the file's version (4) and the catalogue's (4). */
const stateOf = async (dataDir: string): Promise<number> => (await readFile(join(dataDir, 'global/pg_control'))).readInt32LE(16)
const IN_PRODUCTION = 6

async function lastFatal(logFile: string): Promise<string> {
  const lines = (await readFile(logFile, 'utf8').catch(() => '')).trim().split('\n')
  return lines.findLast((line) => line.includes('FATAL')) ?? lines.at(-1) ?? ''
}
