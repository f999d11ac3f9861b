import type { StaffId } from '@yingda/protocol/ids.ts'
import type { QueryContext } from '../../../platform/command.ts'
import { INVITATION_MS } from '../rules/session-life.ts'
import { hashToken, newToken } from '../seals.ts'
import { tables } from '../tables.ts'

type Ctx = Pick<QueryContext, 'db' | 'now'>
export type Invitation = { token: string; expiresAt: Date }

/** A new link for somebody; the ones before no longer work. */
export async function replaceInvitation(ctx: Ctx, staffId: StaffId): Promise<Invitation> {
  await deleteInvitationsOf(ctx, staffId)
  return insertInvitation(ctx, staffId)
}

/** @param staffId null = a first-admin link */
export async function insertInvitation({ db, now }: Ctx, staffId: StaffId | null): Promise<Invitation> {
  const token = newToken()
  const expiresAt = new Date(now.getTime() + INVITATION_MS)
  await tables(db)
    .insertInto('staff_invitation')
    .values({ token_hash: hashToken(token), staff_id: staffId, created_at: now, expires_at: expiresAt, used_at: null })
    .execute()
  return { token, expiresAt }
}

/** Whom a link that still works is for (`null` = the first admin), without using it up. */
export async function findInvitation({ db, now }: Ctx, token: string): Promise<{ staffId: StaffId | null } | undefined> {
  const row = await tables(db)
    .selectFrom('staff_invitation')
    .select('staff_id')
    .where('token_hash', '=', hashToken(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row && { staffId: row.staff_id }
}

/** Use a link up: of two at once only one finds it. @returns whom it is for, or undefined when it no longer works */
export async function takeInvitation({ db, now }: Ctx, token: string): Promise<{ staffId: StaffId | null } | undefined> {
  const row = await tables(db)
    .updateTable('staff_invitation')
    .set({ used_at: now })
    .where('token_hash', '=', hashToken(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('staff_id')
    .executeTakeFirst()
  return row && { staffId: row.staff_id }
}

export async function deleteInvitationsOf({ db }: Ctx, staffId: StaffId): Promise<void> {
  await tables(db).deleteFrom('staff_invitation').where('staff_id', '=', staffId).where('used_at', 'is', null).execute()
}

/** Links that can no longer be used by anybody. */
export async function dropDeadInvitations({ db, now }: Ctx): Promise<void> {
  await tables(db).deleteFrom('staff_invitation').where('expires_at', '<=', now).execute()
}
