import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { StaffId } from '@yingda/protocol/ids.ts'
import type { QueryContext } from '../../../platform/command.ts'
import { ABSOLUTE_MS, CHALLENGE_MS, IDLE_MS, isAlive, PENDING_MS, TOTP_SETUP_MS } from '../rules/session-life.ts'
import { hashToken, newToken } from '../seals.ts'
import { tables, type ChallengeFor, type StaffSessionTable } from '../tables.ts'

type Ctx = Pick<QueryContext, 'db' | 'now'>
export type SessionRow = Selectable<StaffSessionTable>
export type Caller = { address: string; userAgent: string }

const after = (now: Date, ms: number): Date => new Date(now.getTime() + ms)

/** @returns the token for the cookie, which is kept nowhere else */
export async function insertSession(
  { db, now }: Ctx,
  row: { id: string; staffId: StaffId; stage: SessionRow['stage']; steppedUp: boolean; from: Caller },
): Promise<{ token: string; expiresAt: Date }> {
  const token = newToken()
  const expiresAt = after(now, row.stage === 'signed_in' ? ABSOLUTE_MS : PENDING_MS)
  await tables(db)
    .insertInto('staff_session')
    .values({
      id: row.id,
      staff_id: row.staffId,
      token_hash: hashToken(token),
      previous_token_hash: null,
      rotated_at: null,
      stage: row.stage,
      created_at: now,
      last_seen_at: now,
      expires_at: expiresAt,
      stepped_up_at: row.steppedUp ? now : null,
      address: row.from.address,
      user_agent: row.from.userAgent.slice(0, 300),
      challenge: null,
      challenge_for: null,
      challenge_until: null,
      pending_totp: null,
      pending_totp_until: null,
    })
    .execute()
  return { token, expiresAt }
}

/** The session under its lock, or undefined when it has ended. Take the person's lock first. */
export async function lockSession({ db, now }: Ctx, id: string): Promise<SessionRow | undefined> {
  const row = await tables(db).selectFrom('staff_session').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row !== undefined && isAlive({ lastSeenAt: row.last_seen_at, expiresAt: row.expires_at }, now) ? row : undefined
}

export const listSessionRows = ({ db, now }: Ctx, staffId: StaffId): Promise<SessionRow[]> =>
  tables(db)
    .selectFrom('staff_session')
    .selectAll()
    .where('staff_id', '=', staffId)
    .where('stage', '=', 'signed_in')
    .where('expires_at', '>', now)
    .where('last_seen_at', '>', after(now, -IDLE_MS))
    .orderBy('last_seen_at', 'desc')
    .limit(200)
    .execute()

/** A new token for the same session, and the proof is fresh. */
export async function rotateSession({ db, now }: Ctx, id: string): Promise<string> {
  const token = newToken()
  await tables(db)
    .updateTable('staff_session')
    .set((eb) => ({ previous_token_hash: eb.ref('token_hash'), token_hash: hashToken(token), rotated_at: now, stepped_up_at: now }))
    .where('id', '=', id)
    .execute()
  return token
}

export async function deleteSession({ db }: Ctx, id: string): Promise<void> {
  await tables(db).deleteFrom('staff_session').where('id', '=', id).execute()
}

/** End every session of a person, `except` one. @returns those that were signed in */
export async function deleteSessionsOf({ db }: Ctx, staffId: StaffId, except: string | null = null): Promise<string[]> {
  const rows = await tables(db)
    .deleteFrom('staff_session')
    .where('staff_id', '=', staffId)
    .where(sql<boolean>`id is distinct from ${except}::uuid`)
    .returning(['id', 'stage'])
    .execute()
  return rows.filter((row) => row.stage === 'signed_in').map((row) => row.id)
}

/** Those that died of age or idleness need no entry: they had stopped working by themselves. */
export async function dropDeadSessionsOf({ db, now }: Ctx, staffId: StaffId): Promise<void> {
  await tables(db)
    .deleteFrom('staff_session')
    .where('staff_id', '=', staffId)
    .where((eb) => eb.or([eb('expires_at', '<=', now), eb('last_seen_at', '<=', after(now, -IDLE_MS))]))
    .execute()
}

export async function markSessionSeen({ db, now }: Ctx, { id, staff_id }: Pick<SessionRow, 'id' | 'staff_id'>): Promise<void> {
  await tables(db).updateTable('staff_session').set({ last_seen_at: now }).where('id', '=', id).where('last_seen_at', '<', now).execute()
  await tables(db).updateTable('staff').set({ last_seen_at: now }).where('id', '=', staff_id).execute()
}

/** One ceremony at a time: a new challenge replaces the one before. */
export async function setChallenge({ db, now }: Ctx, id: string, challenge: string, challengeFor: ChallengeFor): Promise<void> {
  await tables(db)
    .updateTable('staff_session')
    .set({ challenge, challenge_for: challengeFor, challenge_until: after(now, CHALLENGE_MS) })
    .where('id', '=', id)
    .execute()
}

/** A challenge is answered once, rightly or wrongly. @returns null when none of this kind is open */
export async function takeChallenge(ctx: Ctx, session: SessionRow, wanted: ChallengeFor): Promise<string | null> {
  const { challenge, challenge_for, challenge_until } = session
  if (challenge === null) return null
  await tables(ctx.db).updateTable('staff_session').set({ challenge: null, challenge_for: null, challenge_until: null }).where('id', '=', session.id).execute()
  return challenge_for === wanted && challenge_until !== null && ctx.now < challenge_until ? challenge : null
}

export async function setPendingTotp({ db, now }: Ctx, id: string, sealed: Buffer | null): Promise<void> {
  await tables(db)
    .updateTable('staff_session')
    .set({ pending_totp: sealed, pending_totp_until: sealed === null ? null : after(now, TOTP_SETUP_MS) })
    .where('id', '=', id)
    .execute()
}
