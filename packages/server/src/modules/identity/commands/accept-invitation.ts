import type { Language } from '@yingda/protocol/language.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { settleAttempt } from '../attempts.ts'
import { accountSubject, addressSubject, factorSubject } from '../store/delays.ts'
import { recordStaff, selfActor } from '../entries.ts'
import { weaknessOf } from '../rules/password-strength.ts'
import { findInvitation, takeInvitation } from '../store/invitations.ts'
import { deletePasskeysOf } from '../store/passkeys.ts'
import { deleteSessionsOf, type Caller } from '../store/sessions.ts'
import { findStaff, lockStaffRow, updateStaff, type StaffRow } from '../store/staff.ts'
import { openSession, type NewSession } from './open-session.ts'

export type AcceptInvitation = {
  token: string
  name: string
  password: string /** Of this password; made before the transaction, as it is slow. */
  passwordHash: string
  from: Caller /** What the invitation was read in: the language of a newcomer until he chooses. */
  language: Language
}

/**
 * Join by a one-time link: sets name and password and signs in. For somebody who had joined before it is a new start:
 * second factors are removed and every session ends. Lock order: person, link, counters.
 *
 * @throws Refused `auth.link_expired` | `auth.password_weak` with `reason` (the link stays good)
 */
export async function acceptInvitation(ctx: CommandContext, { token, name, password, passwordHash, from, language }: AcceptInvitation): Promise<NewSession> {
  const link = await findInvitation(ctx, token)
  const staff = link?.staffId ? await lockStaffRow(ctx, link.staffId) : undefined
  if (staff === undefined || !staff.active || !(await takeInvitation(ctx, token))) throw new Refused('auth.link_expired')
  const weakness = weaknessOf(password, staff)
  if (weakness !== null) throw new Refused('auth.password_weak', weakness)

  await startAnew(ctx, staff)
  await updateStaff(ctx, staff.id, {
    name,
    password_hash: passwordHash,
    totp_secret: null,
    totp_last_step: null,
    joined_at: staff.joined_at ?? ctx.now,
    language: staff.joined_at === null ? language : staff.language,
  })
  await settleAttempt(ctx, { own: [accountSubject(staff.email), factorSubject(staff.id)], address: addressSubject(from.address) })
  const joined = await findStaff(ctx, staff.id)
  if (joined === undefined) throw new Error('the person went away under the lock')
  await recordStaff(ctx, staff.id, [{ type: 'staff.joined', data: { name } }], selfActor(joined))
  return openSession(ctx, { staff: joined, proofs: ['invitation'], from })
}

async function startAnew(ctx: CommandContext, staff: StaffRow): Promise<void> {
  const removed = [...(staff.totp_secret === null ? [] : (['totp'] as const)), ...(await passkeysRemoved(ctx, staff))]
  const ended = await deleteSessionsOf(ctx, staff.id)
  await recordStaff(
    ctx,
    staff.id,
    [
      ...removed.map((factor) => ({ type: 'staff.second_factor_removed' as const, data: { factor, why: 'access_renewed' as const } })),
      ...ended.map((sessionId) => ({ type: 'staff.session_ended' as const, data: { sessionId, why: 'access_renewed' as const } })),
    ],
    selfActor(staff),
  )
  ctx.touched.rights.add(staff.id)
}

const passkeysRemoved = async (ctx: CommandContext, { id }: StaffRow): Promise<'passkey'[]> =>
  Array.from({ length: await deletePasskeysOf(ctx, id) }, () => 'passkey' as const)
