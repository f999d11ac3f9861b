import type { StorageConfig } from '../config/storage.ts'
import { openFolder, readFolder } from './folder.ts'
import { openS3 } from './s3.ts'
import type { Storage } from './storage.ts'

/** @throws Error when the folder cannot be made or written; that stops the start. A store is asked only when it is used. */
export async function openStorage(config: StorageConfig): Promise<Storage> {
  if (config.kind === 'local') return openFolder(config.folder)
  if (config.kind === 's3') return openS3(config)
  return { ...(await openFolder(config.own.folder)), ...openToRead(config) }
}

/** Makes nothing. */
export function openToRead(config: StorageConfig): Pick<Storage, 'get'> {
  if (config.kind === 'local') return readFolder(config.folder)
  if (config.kind === 's3') return openS3(config)
  const [mine, theirs] = [openToRead(config.own), openToRead(config.outside)]
  return { get: async (key) => (await mine.get(key)) ?? theirs.get(key) }
}
