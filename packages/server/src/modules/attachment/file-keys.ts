import type { AttachmentId } from '@yingda/protocol/ids.ts'
import type { Storage } from '../../platform/storage/storage.ts'
import type { Variant } from './links.ts'

export const fileKey = (id: AttachmentId, variant: Variant): string => `${id}.${variant}`

/** Everything that is stored of these files. May be repeated. */
export async function removeFiles(storage: Storage, ids: readonly AttachmentId[]): Promise<void> {
  for (const id of ids) {
    await storage.remove(fileKey(id, 'original'))
    await storage.remove(fileKey(id, 'thumbnail'))
  }
}
