/** Folders that appear whole or not at all: written beside their place, forced to disk, renamed. */
import { chmod, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { homeOf } from '../db/embedded/place.ts'
import { endPostmaster } from '../db/embedded/postmaster.ts'
import { pidExists } from '../db/embedded/process-identity.ts'
import { CannotBackUp } from './problems.ts'

const MARK = '.unfinished-'

/**
 * Let `work` fill a folder beside `target`, which must be absent or empty, and rename it there once it is done. What a
 * killed process left beside it is swept away first.
 *
 * @throws CannotBackUp when something stands at `target`, or a disk is mounted there
 */
export async function writeWhole<T>(target: string, { mode }: { mode: number }, work: (draft: string) => Promise<T>): Promise<T> {
  const place = resolve(target)
  if (!(await isFree(place))) throw new CannotBackUp(`${place} is not empty: name a folder that does not exist yet. Nothing was written.`)
  if (await isMounted(place)) throw new CannotBackUp(`A disk is mounted at ${place}: name a folder inside it. Nothing was written.`)
  await mkdir(dirname(place), { recursive: true })
  await sweepDead(place)
  const draft = `${place}${MARK}${process.pid}`
  await mkdir(draft, { mode })
  await chmod(draft, mode)
  try {
    const result = await work(draft)
    await syncFolder(draft)
    // Onto an empty folder a rename goes through; onto one that was filled meanwhile it fails, as it should.
    await rename(draft, place)
    await syncFolder(dirname(place))
    return result
  } catch (error) {
    await removeDraft(draft)
    throw error
  }
}

async function isFree(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return true
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return false
    throw error
  }
}

/** Nothing can be renamed onto it, and beside it lies another disk. */
async function isMounted(folder: string): Promise<boolean> {
  const [own, above] = await Promise.all([folder, dirname(folder)].map((path) => stat(path).catch(() => null)))
  return own != null && above != null && own.dev !== above.dev
}

async function sweepDead(place: string): Promise<void> {
  const prefix = `${basename(place)}${MARK}`
  for (const name of await readdir(dirname(place))) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : 0
    if (pid > 0 && (pid === process.pid || !pidExists(pid))) await removeDraft(join(dirname(place), name))
  }
}

/** A restore that ended on the way may have left its database running: it goes before its folder does. */
async function removeDraft(draft: string): Promise<void> {
  const home = await homeOf(draft).catch(() => null)
  if (home !== null) await endPostmaster(join(home, 'data'), { withinMs: 30_000 })
  await rm(draft, { recursive: true, force: true })
}

/** Names are on disk only when their folder is. Windows cannot open a folder, and needs not. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
