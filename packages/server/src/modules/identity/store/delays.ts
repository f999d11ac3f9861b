import { createHash } from 'node:crypto'
import type { StaffId } from '@yingda/protocol/ids.ts'
import type { QueryContext } from '../../../platform/command.ts'
import { networkOf } from '../../../platform/http/address.ts'
import { ACCOUNT_POLICY, ADDRESS_POLICY, type DelayPolicy, type DelayState } from '../rules/sign-in-delay.ts'
import { tables } from '../tables.ts'

type Ctx = Pick<QueryContext, 'db' | 'now'>

/** What failed proofs are counted against. */
export type Subject = { key: string; policy: DelayPolicy }
export type Delay = { subject: Subject; state: DelayState; toldAt: Date | null }

const hashed = (text: string): string => createHash('sha256').update(text).digest('base64url')

/** @param email folded; need not be anybody's */
export const accountSubject = (email: string): Subject => ({ key: `account:${hashed(email)}`, policy: ACCOUNT_POLICY })
export const factorSubject = (staffId: StaffId): Subject => ({ key: `factor:${staffId}`, policy: ACCOUNT_POLICY })
/** @param credentialId as it was handed in; need not be anybody's */
export const credentialSubject = (credentialId: string): Subject => ({ key: `credential:${hashed(credentialId)}`, policy: ACCOUNT_POLICY })
export const addressSubject = (address: string): Subject => ({ key: `address:${hashed(networkOf(address))}`, policy: ADDRESS_POLICY })

/** Read the counters under their locks, taken in one order everywhere; a subject never seen starts at nothing. */
export async function lockDelays({ db, now }: Ctx, subjects: readonly Subject[]): Promise<Delay[]> {
  const sorted = subjects.toSorted((a, b) => (a.key < b.key ? -1 : 1))
  const rows = await tables(db)
    .insertInto('sign_in_delay')
    .values(sorted.map(({ key }) => ({ subject: key, failures: 0, last_failure_at: now, next_allowed_at: now, told_at: null })))
    // An update that changes nothing: it takes the lock and answers the row as it stands, whoever made it.
    .onConflict((conflict) => conflict.column('subject').doUpdateSet((eb) => ({ failures: eb.ref('sign_in_delay.failures') })))
    .returningAll()
    .execute()
  return sorted.map((subject) => {
    const row = rows.find((candidate) => candidate.subject === subject.key)
    if (row === undefined) throw new Error(`no delay was answered for ${subject.key}`)
    return { subject, state: { failures: row.failures, lastFailureAt: row.last_failure_at, nextAllowedAt: row.next_allowed_at }, toldAt: row.told_at }
  })
}

export async function saveDelay({ db }: Ctx, { key }: Subject, { failures, lastFailureAt, nextAllowedAt }: DelayState): Promise<void> {
  await tables(db)
    .updateTable('sign_in_delay')
    .set({ failures, last_failure_at: lastFailureAt, next_allowed_at: nextAllowedAt })
    .where('subject', '=', key)
    .execute()
}

export async function markTold({ db, now }: Ctx, { key }: Subject): Promise<void> {
  await tables(db).updateTable('sign_in_delay').set({ told_at: now }).where('subject', '=', key).execute()
}

/** Proved right: the failures before it no longer count. */
export async function clearDelays({ db }: Ctx, subjects: readonly Subject[]): Promise<void> {
  await tables(db)
    .deleteFrom('sign_in_delay')
    .where(
      'subject',
      'in',
      subjects.map((subject) => subject.key),
    )
    .execute()
}

const KEPT_MS = 30 * 24 * 60 * 60_000
const DROPPED_AT_ONCE = 200

/** What was last counted a month ago is let go, some at a time. */
export async function dropOldDelays({ db, now }: Ctx): Promise<void> {
  const old = tables(db)
    .selectFrom('sign_in_delay')
    .select('subject')
    .where('last_failure_at', '<', new Date(now.getTime() - KEPT_MS))
    .limit(DROPPED_AT_ONCE)
    .forUpdate()
    .skipLocked()
  await tables(db).deleteFrom('sign_in_delay').where('subject', 'in', old).execute()
}
