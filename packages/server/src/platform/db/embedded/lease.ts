/**
 * Who owns a data folder. Each taking of the folder writes `lease/<n>.json`, one number higher, with O_EXCL; the
 * highest number is the owner's. Nobody ever changes or takes away the newest lease of another, so two that start at
 * once, or one that was suspended half-way, cannot both win: whoever finds a higher number than its own steps back.
 */
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { DatabaseOwned } from './problems.ts'
import { livenessOf, ownIdentity, type ProcessIdentity } from './process-identity.ts'

export type LeaseRecord = { owner: ProcessIdentity; address: string; takenAt: string; released: boolean }

export type Lease = {
  /** False once another server has taken the folder, which it does only when this one looked dead. */
  isOurs(): Promise<boolean>
  release(): Promise<void>
}

const BEAT_MS = 1_000
/** How long a heartbeat may fail to move before its owner counts as dead, where the pid alone cannot tell. */
const SILENCE_MS = 5_000

/** @throws DatabaseOwned with the owner's address */
export async function claimLease(dir: string, { address }: { address: string }): Promise<Lease> {
  const folder = join(dir, 'lease')
  await mkdir(folder, { recursive: true })
  const record = { owner: await ownIdentity(), address, takenAt: new Date().toISOString(), released: false }
  for (;;) {
    const newest = await newestNumber(folder)
    await refuseWhileHeld(folder, newest, dir)
    const number = newest + 1
    if (!(await createLease(folder, number, record))) continue
    if ((await newestNumber(folder)) > number) {
      await rm(leasePath(folder, number), { force: true })
      continue
    }
    await removeOlder(folder, number)
    return holdLease(folder, number, record)
  }
}

/** The living owner of a data folder, for whoever only wants to know. */
export async function readOwner(dir: string): Promise<LeaseRecord | null> {
  const folder = join(dir, 'lease')
  const newest = await newestNumber(folder)
  const record = await readLease(leasePath(folder, newest))
  return record && (await isHeld(leasePath(folder, newest))) ? record : null
}

async function refuseWhileHeld(folder: string, number: number, dir: string): Promise<void> {
  const path = leasePath(folder, number)
  if (number === 0 || !(await isHeld(path))) return
  const record = await readLease(path)
  if (record) throw new DatabaseOwned({ address: record.address, pid: record.owner.pid }, dir)
}

async function isHeld(path: string): Promise<boolean> {
  const record = await readLease(path)
  if (record?.released) return false
  const liveness = record ? await livenessOf(record.owner) : 'unknown'
  return liveness === 'unknown' ? heartbeatMoves(path) : liveness === 'alive'
}

/** Compares the file with itself, never with a clock: two machines on one folder need not agree on the time. */
async function heartbeatMoves(path: string): Promise<boolean> {
  const before = await beatOf(path)
  for (let waited = 0; waited < SILENCE_MS; waited += 250) {
    await wait(250)
    const now = await beatOf(path)
    if (now === null) return false
    if (now !== before) return (await readLease(path))?.released !== true
  }
  return false
}

function holdLease(folder: string, number: number, record: LeaseRecord): Lease {
  const path = leasePath(folder, number)
  const beat = setInterval(() => {
    // A lost lease has no file; isOurs tells, and the heartbeat of somebody else is never touched.
    utimes(path, new Date(), new Date()).catch(() => undefined)
  }, BEAT_MS)
  beat.unref()
  const isOurs = async (): Promise<boolean> => (await newestNumber(folder)) === number
  return {
    isOurs,
    async release() {
      clearInterval(beat)
      if (!(await isOurs())) return
      const draft = `${path}.draft`
      await writeFile(draft, JSON.stringify({ ...record, released: true }))
      await rename(draft, path)
    },
  }
}

async function createLease(folder: string, number: number, record: LeaseRecord): Promise<boolean> {
  try {
    await writeFile(leasePath(folder, number), JSON.stringify(record), { flag: 'wx', mode: 0o644 })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

async function removeOlder(folder: string, number: number): Promise<void> {
  const older = (await leaseNumbers(folder)).filter((other) => other < number)
  await Promise.all(older.map((other) => rm(leasePath(folder, other), { force: true })))
}

/** Null when there is no such lease, or its writer has got no further than creating the file. */
async function readLease(path: string): Promise<LeaseRecord | null> {
  try {
    // Written by this program only, whole or cut short; a cut one does not parse.
    return JSON.parse(await readFile(path, 'utf8')) as LeaseRecord
  } catch {
    return null
  }
}

const beatOf = async (path: string): Promise<number | null> => (await stat(path).catch(() => null))?.mtimeMs ?? null

const newestNumber = async (folder: string): Promise<number> => Math.max(0, ...(await leaseNumbers(folder)))

async function leaseNumbers(folder: string): Promise<number[]> {
  const names = await readdir(folder).catch(() => [])
  return names.flatMap((name) => (/^\d+\.json$/.test(name) ? [Number.parseInt(name, 10)] : []))
}

const leasePath = (folder: string, number: number): string => join(folder, `${number}.json`)
