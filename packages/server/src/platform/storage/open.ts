import type { StorageConfig } from '../config/storage.ts'
import { openFolder } from './folder.ts'
import { openS3 } from './s3.ts'
import type { Storage } from './storage.ts'

/** @throws Error when the folder cannot be made or written; that stops the start. A store is asked only when it is used. */
export async function openStorage(config: StorageConfig): Promise<Storage> {
  return config.kind === 'local' ? openFolder(config.folder) : openS3(config)
}
