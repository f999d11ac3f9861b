import type { Selectable } from 'kysely'
import type { StaffId } from '@yingda/protocol/ids.ts'
import type { QueryContext } from '../../../platform/command.ts'
import { tables, type StaffPasskeyTable } from '../tables.ts'

type Ctx = Pick<QueryContext, 'db' | 'now'>
export type PasskeyRow = Selectable<StaffPasskeyTable>

export const listPasskeys = ({ db }: Ctx, staffId: StaffId): Promise<PasskeyRow[]> =>
  tables(db).selectFrom('staff_passkey').selectAll().where('staff_id', '=', staffId).orderBy('created_at').orderBy('id').limit(50).execute()

export const lockPasskey = ({ db }: Ctx, staffId: StaffId, credentialId: string): Promise<PasskeyRow | undefined> =>
  tables(db)
    .selectFrom('staff_passkey')
    .selectAll()
    .where('staff_id', '=', staffId)
    .where('credential_id', '=', credentialId)
    .forNoKeyUpdate()
    .executeTakeFirst()

/** Whose this passkey is, without a lock: take the person's, then the passkey's. */
export async function findPasskeyOwner({ db }: Ctx, credentialId: string): Promise<StaffId | undefined> {
  const row = await tables(db).selectFrom('staff_passkey').select('staff_id').where('credential_id', '=', credentialId).executeTakeFirst()
  return row?.staff_id
}

/** False when this passkey is already somebody's. */
export async function insertPasskey(
  { db, now }: Ctx,
  row: Pick<PasskeyRow, 'id' | 'staff_id' | 'credential_id' | 'public_key' | 'counter' | 'transports'>,
): Promise<boolean> {
  const done = await tables(db)
    .insertInto('staff_passkey')
    .values({ ...row, created_at: now, last_used_at: null })
    .onConflict((conflict) => conflict.column('credential_id').doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

export async function markPasskeyUsed({ db, now }: Ctx, id: string, counter: number): Promise<void> {
  await tables(db).updateTable('staff_passkey').set({ counter, last_used_at: now }).where('id', '=', id).execute()
}

export async function deletePasskeysOf({ db }: Ctx, staffId: StaffId): Promise<number> {
  return (await tables(db).deleteFrom('staff_passkey').where('staff_id', '=', staffId).returning('id').execute()).length
}

export async function deletePasskey({ db }: Ctx, staffId: StaffId, id: string): Promise<boolean> {
  return (await tables(db).deleteFrom('staff_passkey').where('staff_id', '=', staffId).where('id', '=', id).returning('id').execute()).length === 1
}
