import { createHash } from 'node:crypto'
import { hideSecrets } from '@yingda/domain/conversation/hide-secrets.ts'
import type { AttachmentView } from '@yingda/protocol/entries/views.ts'
import type { AttachmentId } from '@yingda/protocol/ids.ts'
import type { CustomerActor, StaffActor } from '../../../platform/actor.ts'
import type { Runner } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { takeRoom, usedBytes } from '../../../platform/storage/quota.ts'
import { isDiskFull } from '../../../platform/storage/disk-full.ts'
import type { Storage } from '../../../platform/storage/storage.ts'
import { newId } from '../../../platform/uuid.ts'
import { fileKey, removeFiles } from '../file-keys.ts'
import { safeFileName } from '../files/file-name.ts'
import type { Inspector } from '../files/inspector.ts'
import type { AcceptedFile } from '../files/verdict.ts'
import { countUnposted, giveUpArriving, insertArriving, markStored, type Uploader } from '../store.ts'
import { viewOf } from '../view.ts'

export type Upload = { name: string; bytes: Uint8Array }
/** `quotaBytes`: what all files together may take; null: whatever the storage holds. */
export type UploadDependencies = { runner: Runner; storage: Storage; quotaBytes: number | null; inspector: Inspector }

/** A message carries ten; nobody needs three messages' worth lying about. They go after a day. */
const MAX_UNPOSTED = 30

/**
 * Take a file: look into it, store what came out, keep a row that one of the sender's next messages may claim. The row
 * stands before the bytes do, so that nothing is ever in the storage that no sweep would find.
 *
 * @throws Refused `attachment.type_not_allowed` | `attachment.damaged` | `attachment.too_many` | `attachment.storage_full` | `server.busy`
 */
export async function storeUpload(
  { runner, storage, quotaBytes, inspector }: UploadDependencies,
  actor: CustomerActor | StaffActor,
  { name, bytes }: Upload,
): Promise<AttachmentView> {
  const uploader: Uploader = actor.kind === 'customer' ? { customerId: actor.customerId } : { staffId: actor.staffId }
  if ((await runner.query(actor, (ctx) => countUnposted(ctx, uploader))) >= MAX_UNPOSTED) throw new Refused('attachment.too_many', { max: MAX_UNPOSTED })
  // Looking into a file is dear: where nothing is free any more, it is not done.
  if (quotaBytes !== null && (await runner.query(actor, (ctx) => usedBytes(ctx.db))) >= quotaBytes) throw new Refused('attachment.storage_full')

  const file = await inspector.inspect(bytes)
  const row = await runner.run(actor, async (ctx) => {
    const made = rowOf(uploader, name, file, ctx.now)
    await insertArriving(ctx, made)
    if (!(await takeRoom(ctx.db, made.stored_bytes, quotaBytes))) throw new Refused('attachment.storage_full')
    return made
  })
  try {
    await storage.put(fileKey(row.id, 'original'), file.bytes, file.mediaType)
    if (file.thumbnail !== null) await storage.put(fileKey(row.id, 'thumbnail'), file.thumbnail, 'image/webp')
  } catch (error) {
    if (!isDiskFull(error)) throw error
    await removeFiles(storage, [row.id])
    await runner.run(actor, (ctx) => giveUpArriving(ctx, row.id))
    throw new Refused('attachment.storage_full')
  }
  const kept = await runner.run(actor, (ctx) => markStored(ctx, row.id))
  if (!kept) throw new Error(`attachment ${row.id} was given up while it was being stored`)
  return viewOf(row)
}

function rowOf(uploader: Uploader, name: string, file: AcceptedFile, now: Date) {
  return {
    id: newId(now.getTime()) as AttachmentId, // made here: this is where its brand comes from
    customer_id: 'customerId' in uploader ? uploader.customerId : null,
    staff_id: 'staffId' in uploader ? uploader.staffId : null,
    name: safeFileName('customerId' in uploader ? withoutSecrets(name) : name, file.mediaType),
    media_type: file.mediaType,
    size_bytes: file.bytes.length,
    stored_bytes: file.bytes.length + (file.thumbnail?.length ?? 0),
    sha256: createHash('sha256').update(file.bytes).digest(),
    width: file.width,
    height: file.height,
    has_thumbnail: file.thumbnail !== null,
    created_at: now,
  }
}

/** No name that a device gives is longer. */
const MOST_NAME_CHARS = 1000

/** A card's number is kept no more in the name of its picture than in words. */
const withoutSecrets = (name: string): string => hideSecrets(name.slice(0, MOST_NAME_CHARS), { asked: false }).text
