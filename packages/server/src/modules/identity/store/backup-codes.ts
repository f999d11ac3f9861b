import type { StaffId } from '@yingda/protocol/ids.ts'
import type { QueryContext } from '../../../platform/command.ts'
import { tables } from '../tables.ts'

type Ctx = Pick<QueryContext, 'db' | 'now'>

/** These and no others from now on; the person is locked by the caller. */
export async function replaceBackupCodes(ctx: Ctx, staffId: StaffId, hashes: readonly Buffer[]): Promise<void> {
  await deleteBackupCodesOf(ctx, staffId)
  await tables(ctx.db)
    .insertInto('staff_backup_code')
    .values(hashes.map((code_hash) => ({ staff_id: staffId, code_hash, created_at: ctx.now })))
    .execute()
}

/** Use one up. False when the person has no such code: never had, has used it, or has newer ones. */
export async function takeBackupCode({ db }: Ctx, staffId: StaffId, hash: Buffer): Promise<boolean> {
  const taken = await tables(db).deleteFrom('staff_backup_code').where('staff_id', '=', staffId).where('code_hash', '=', hash).returning('staff_id').execute()
  return taken.length === 1
}

export async function deleteBackupCodesOf({ db }: Ctx, staffId: StaffId): Promise<void> {
  await tables(db).deleteFrom('staff_backup_code').where('staff_id', '=', staffId).execute()
}
