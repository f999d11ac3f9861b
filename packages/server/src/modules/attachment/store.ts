/** The only file that names the module's table. */
import { sql, type Selectable } from 'kysely'
import type { AttachmentId, ConversationId, CustomerId, StaffId } from '@yingda/protocol/ids.ts'
import type { QueryContext } from '../../platform/command.ts'
import { giveRoom } from '../../platform/storage/quota.ts'
import { tables, type AttachmentTable } from './tables.ts'

type Ctx = Pick<QueryContext, 'db'>
export type AttachmentRow = Selectable<AttachmentTable>
export type Uploader = { customerId: CustomerId } | { staffId: StaffId }
export type Place = { conversationId: ConversationId; seq: number }

export async function insertArriving({ db }: Ctx, row: Omit<AttachmentRow, 'conversation_id' | 'seq' | 'position' | 'state' | 'erased_at'>): Promise<void> {
  await tables(db)
    .insertInto('attachment')
    .values({ ...row, state: 'arriving', conversation_id: null, seq: null, position: null, erased_at: null })
    .execute()
}

/** False when the row has been given up meanwhile. */
export async function markStored({ db }: Ctx, id: AttachmentId): Promise<boolean> {
  const { numUpdatedRows } = await tables(db)
    .updateTable('attachment')
    .set({ state: 'stored' })
    .where('id', '=', id)
    .where('state', '=', 'arriving')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export const findAttachment = ({ db }: Ctx, id: AttachmentId): Promise<AttachmentRow | undefined> =>
  tables(db).selectFrom('attachment').selectAll().where('id', '=', id).executeTakeFirst()

export async function countUnposted({ db }: Ctx, uploader: Uploader): Promise<number> {
  const { count } = await tables(db)
    .selectFrom('attachment')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', 'in', ['arriving', 'stored'])
    .where((eb) => ('customerId' in uploader ? eb('customer_id', '=', uploader.customerId) : eb('staff_id', '=', uploader.staffId)))
    .executeTakeFirstOrThrow()
  return count
}

/** Lock in id order; held until the command commits. */
export async function lockAttachments({ db }: Ctx, ids: readonly AttachmentId[]): Promise<AttachmentRow[]> {
  if (ids.length === 0) return []
  return tables(db)
    .selectFrom('attachment')
    .selectAll()
    .where('id', 'in', [...new Set(ids)])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
}

export type Attaching = Place & { attachmentId: AttachmentId; position: number }

/** Returns how many were free and now stand on their entry. */
export async function saveAttached({ db }: Ctx, rows: readonly Attaching[]): Promise<number> {
  const { numAffectedRows } = await sql`
    update attachment a set state = 'attached', conversation_id = q.conversation_id, seq = q.seq, position = q.position
    from unnest(${rows.map((row) => row.attachmentId)}::uuid[], ${rows.map((row) => row.conversationId)}::uuid[],
      ${rows.map((row) => row.seq)}::bigint[], ${rows.map((row) => row.position)}::int[]) as q (id, conversation_id, seq, position)
    where a.id = q.id and a.state = 'stored'`.execute(db)
  return Number(numAffectedRows)
}

/** Those that stand on these entries, in the order they were sent in. */
export async function attachedTo({ db }: Ctx, places: readonly Place[]): Promise<AttachmentRow[]> {
  if (places.length === 0) return []
  const { rows } = await sql<AttachmentRow>`
    select a.* from unnest(${places.map((place) => place.conversationId)}::uuid[], ${places.map((place) => place.seq)}::bigint[]) as p (conversation_id, seq)
    join attachment a on a.conversation_id = p.conversation_id and a.seq = p.seq
    where a.state = 'attached' order by a.conversation_id, a.seq, a.position`.execute(db)
  return rows
}

/** Nothing that tells of the content stays in the row. Returns what was redacted by this call. */
export async function saveRedacted({ db }: Ctx, { conversationId, seq }: Place): Promise<AttachmentId[]> {
  const rows = await tables(db)
    .updateTable('attachment')
    .set({ state: 'redacted', name: null, sha256: null, width: null, height: null })
    .where('conversation_id', '=', conversationId)
    .where('seq', '=', seq)
    .where('state', '=', 'attached')
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

/** Their room in the storage is free again. */
export async function saveErased({ db }: Ctx, ids: readonly AttachmentId[], at: Date): Promise<void> {
  const rows = await tables(db)
    .updateTable('attachment')
    .set({ erased_at: at })
    .where('id', 'in', [...ids])
    .where('state', '=', 'redacted')
    .where('erased_at', 'is', null)
    .returning(['size_bytes', 'stored_bytes'])
    .execute()
  await giveRoom(db, roomOf(rows))
}

const roomOf = (rows: readonly Pick<AttachmentRow, 'size_bytes' | 'stored_bytes'>[]): number =>
  rows.reduce((sum, row) => sum + (row.stored_bytes ?? row.size_bytes), 0)

export const findUnerased = async ({ db }: Ctx, limit: number): Promise<AttachmentId[]> => {
  const rows = await tables(db)
    .selectFrom('attachment')
    .select('id')
    .where('state', '=', 'redacted')
    .where('erased_at', 'is', null)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}

/**
 * Give up what was never posted, so that no message can claim it any more. What somebody is posting just now is left
 * alone. Those that were given up before and still have a row come along.
 */
export async function discardUnposted({ db }: Ctx, { before, limit }: { before: Date; limit: number }): Promise<AttachmentId[]> {
  const { rows } = await sql<{ id: AttachmentId }>`
    update attachment set state = 'discarded' where id in (
      select id from attachment where state in ('arriving', 'stored', 'discarded') and created_at < ${before}
      order by created_at limit ${limit} for no key update skip locked)
    returning id`.execute(db)
  return rows.map((row) => row.id)
}

/** What could not be stored was never there; its room is free again. */
export async function giveUpArriving({ db }: Ctx, id: AttachmentId): Promise<void> {
  const rows = await tables(db)
    .deleteFrom('attachment')
    .where('id', '=', id)
    .where('state', '=', 'arriving')
    .returning(['size_bytes', 'stored_bytes'])
    .execute()
  await giveRoom(db, roomOf(rows))
}

/** Their room in the storage is free again. */
export async function deleteDiscarded({ db }: Ctx, ids: readonly AttachmentId[]): Promise<void> {
  if (ids.length === 0) return
  const rows = await tables(db)
    .deleteFrom('attachment')
    .where('id', 'in', [...ids])
    .where('state', '=', 'discarded')
    .returning(['size_bytes', 'stored_bytes'])
    .execute()
  await giveRoom(db, roomOf(rows))
}

export async function saveUploader({ db }: Ctx, { fromId, toId }: { fromId: CustomerId; toId: CustomerId }): Promise<void> {
  await tables(db).updateTable('attachment').set({ customer_id: toId }).where('customer_id', '=', fromId).execute()
}
