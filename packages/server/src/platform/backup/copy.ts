/** Files copied with the hash of exactly those bytes that were written, and forced to disk. */
import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, stat } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { syncFolder } from './draft.ts'

/** One file of a backup; its path from the backup's folder, `/` between. */
export type Piece = { path: string; bytes: number; sha256: string }
export type Owner = { uid: number; gid: number } | null
type Writing = { mode: number; owner?: Owner }

const CHUNK_BYTES = 1_048_576
const AT_ONCE = 8

/** Copy one file. Null when it has gone meanwhile: a database that works drops files at any time. */
export async function copyFile(from: string, to: string, { mode, owner = null }: Writing): Promise<Omit<Piece, 'path'> | null> {
  const source = await open(from, 'r').catch(nullWhenGone)
  if (source === null) return null
  try {
    return await writeNew(to, { mode, owner }, async (target) => {
      return readThrough(source, (part) => target.writeFile(part))
    })
  } finally {
    await source.close()
  }
}

export const writeBytes = (to: string, content: Uint8Array, writing: Writing): Promise<Omit<Piece, 'path'>> =>
  writeNew(to, writing, async (target) => {
    await target.writeFile(content)
    return { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') }
  })

async function writeNew<T>(to: string, { mode, owner }: Writing, fill: (target: FileHandle) => Promise<T>): Promise<T> {
  const target = await open(to, 'wx', mode)
  try {
    const result = await fill(target)
    if (owner) await target.chown(owner.uid, owner.gid)
    await target.sync()
    return result
  } finally {
    await target.close()
  }
}

export async function hashFile(path: string): Promise<Omit<Piece, 'path'> | null> {
  const file = await open(path, 'r').catch(nullWhenGone)
  if (file === null) return null
  try {
    return await readThrough(file, async () => undefined)
  } finally {
    await file.close()
  }
}

async function readThrough(file: FileHandle, each: (part: Uint8Array) => Promise<void>): Promise<Omit<Piece, 'path'>> {
  const hash = createHash('sha256')
  const { size } = await file.stat()
  const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, size + 1))
  for (let bytes = 0; ; ) {
    const { bytesRead } = await file.read(chunk, 0, chunk.length, null)
    if (bytesRead === 0) return { bytes, sha256: hash.digest('hex') }
    const part = chunk.subarray(0, bytesRead)
    hash.update(part)
    await each(part)
    bytes += bytesRead
  }
}

export type Tree = { folders: string[]; pieces: Piece[] }

/**
 * Copy what stands under `from`, in files and folders relative to it with `/` between. `leaveOut` is asked for each; of
 * a folder that is left out nothing is looked at.
 */
export async function copyTree(from: string, to: string, input: { leaveOut?: (path: string) => boolean } = {}): Promise<Tree> {
  const found = await listTree(from, input.leaveOut ?? (() => false))
  for (const folder of found.folders) await mkdir(join(to, folder), { recursive: true, mode: 0o700 })
  const pieces: Piece[] = []
  await eachAtOnce(found.files, async (path) => {
    const copied = await copyFile(join(from, path), join(to, path), { mode: 0o600 })
    if (copied !== null) pieces.push({ path, ...copied })
  })
  for (const folder of ['', ...found.folders].toReversed()) await syncFolder(join(to, folder))
  return { folders: found.folders, pieces }
}

/** Folders before what they hold. */
async function listTree(root: string, leaveOut: (path: string) => boolean): Promise<{ folders: string[]; files: string[] }> {
  const folders: string[] = []
  const files: string[] = []
  const look = async (folder: string): Promise<void> => {
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(nullWhenGone)
    for (const entry of entries ?? []) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (leaveOut(path)) continue
      if (entry.isDirectory()) {
        folders.push(path)
        await look(path)
      } else if (entry.isFile()) files.push(path)
    }
  }
  await look('')
  return { folders, files }
}

/** Every file under `folder`, hashed where it stands. */
export async function hashTree(folder: string): Promise<Piece[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  const pieces: Piece[] = []
  await eachAtOnce(
    entries.filter((entry) => entry.isFile()),
    async (entry) => {
      const full = join(entry.parentPath, entry.name)
      const hashed = await hashFile(full)
      if (hashed !== null) pieces.push({ path: relative(folder, full).replaceAll(sep, '/'), ...hashed })
    },
  )
  return pieces
}

/** Several at once, as forcing to disk is mostly waiting. After a failure nothing more is begun, and it is told when nothing is under way. */
export async function eachAtOnce<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  // A generator ends for all who draw from it when one of them breaks off; an array's own iterator does not.
  const rest = (function* () {
    yield* items
  })()
  const lanes = Array.from({ length: AT_ONCE }, async () => {
    for (const item of rest) await work(item)
  })
  const failed = (await Promise.allSettled(lanes)).find((lane) => lane.status === 'rejected')
  if (failed) throw failed.reason
}

/** Make the folder with all above it up to `root`, each given to `owner`. */
export async function makeFolder(root: string, path: string, { mode, owner }: { mode: number; owner: Owner }): Promise<void> {
  const full = join(root, path)
  if (await stat(full).catch(nullWhenGone)) return
  if (dirname(path) !== '.') await makeFolder(root, dirname(path), { mode, owner })
  await mkdir(full, { mode })
  if (!owner) return
  const folder = await open(full, 'r')
  try {
    await folder.chown(owner.uid, owner.gid)
  } finally {
    await folder.close()
  }
}

function nullWhenGone(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
