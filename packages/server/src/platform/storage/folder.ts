/**
 * Files in a local folder, spread over two levels of sub-folders. A file is written beside its place, forced to disk
 * and renamed: a reader sees the whole file or none, also after a power cut.
 */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { checkKey } from './key.ts'
import type { Storage } from './storage.ts'

const UNFINISHED = 'unfinished'
const UNFINISHED_KEPT_MS = 60 * 60 * 1000

export async function openFolder(root: string): Promise<Storage> {
  const unfinished = join(root, UNFINISHED)
  await mkdir(unfinished, { recursive: true, mode: 0o700 })
  await removeUnfinished(unfinished)

  return {
    async put(key, bytes) {
      const { folders, path } = placeOf(root, key)
      const written = join(unfinished, randomUUID())
      try {
        await writeThrough(written, bytes)
        await mkdir(join(...folders), { recursive: true, mode: 0o700 })
        await rename(written, path)
      } catch (error) {
        await rm(written, { force: true })
        throw error
      }
      // The names too must be on disk, those of new sub-folders included.
      for (let depth = folders.length; depth > 0; depth -= 1) await syncFolder(join(...folders.slice(0, depth)))
    },

    ...readFolder(root),

    async remove(key) {
      const { folders, path } = placeOf(root, key)
      await rm(path, { force: true })
      await syncFolder(join(...folders)).catch(nullWhenMissing)
    },
  }
}

/** What lies there, without anything being made. */
export const readFolder = (root: string): Pick<Storage, 'get'> => ({
  async get(key) {
    const file = await open(placeOf(root, key).path, 'r').catch(nullWhenMissing)
    if (file === null) return null
    try {
      const { size } = await file.stat()
      return { stream: file.createReadStream(), sizeBytes: size }
    } catch (error) {
      await file.close()
      throw error
    }
  },
})

/** Ids made in one hour begin alike, so the sub-folders are taken from a hash. */
function placeOf(root: string, key: string): { folders: [string, string, string]; path: string } {
  const hash = createHash('sha256').update(checkKey(key)).digest('hex')
  const folders: [string, string, string] = [root, hash.slice(0, 2), hash.slice(2, 4)]
  return { folders, path: join(...folders, key) }
}

async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** What a killed process left half written. Another process may be writing now, so only what is old goes. */
async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const found = await stat(path).catch(nullWhenMissing)
    if (found !== null && Date.now() - found.mtimeMs > UNFINISHED_KEPT_MS) await rm(path, { force: true })
  }
}

function nullWhenMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
