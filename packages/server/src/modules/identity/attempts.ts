/** Counting proofs: each is counted as failed before it is looked at, and taken back when it was right. */
import type { Proof } from '@yingda/protocol/entries/staff.ts'
import type { StaffId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../platform/command.ts'
import { Refused } from '../../platform/refused.ts'
import { recordStaff, SYSTEM } from './entries.ts'
import { countFailure, outlook, takeBack, waitMs, type Outlook } from './rules/sign-in-delay.ts'
import { clearDelays, dropOldDelays, lockDelays, markTold, saveDelay, type Subject } from './store/delays.ts'

const TOLD_EVERY_MS = 60_000

/**
 * @returns what comes next should this attempt be wrong: the nearest of the pauses
 * @throws Refused `auth.wait_before_retry` with `retryAfterSeconds`: an earlier failure has not been waited out
 */
export async function countAttempt(ctx: CommandContext, subjects: readonly Subject[]): Promise<Outlook> {
  const delays = await lockDelays(ctx, subjects)
  const wait = Math.max(...delays.map(({ subject, state }) => waitMs(subject.policy, state, ctx.now)))
  if (wait > 0) throw new Refused('auth.wait_before_retry', { retryAfterSeconds: Math.ceil(wait / 1000) })
  const outlooks: Outlook[] = []
  for (const { subject, state } of delays) {
    const counted = countFailure(subject.policy, state, ctx.now)
    await saveDelay(ctx, subject, counted)
    outlooks.push(outlook(subject.policy, counted.failures))
  }
  return outlooks.reduce((near, next) =>
    next.triesLeft < near.triesLeft || (next.triesLeft === near.triesLeft && next.pauseSeconds > near.pauseSeconds) ? next : near,
  )
}

/** The attempt was right, yet more is to be proved: only this one is taken back. */
export async function takeBackAttempt(ctx: CommandContext, subjects: readonly Subject[]): Promise<void> {
  for (const { subject, state } of await lockDelays(ctx, subjects)) await saveDelay(ctx, subject, takeBack(subject.policy, state))
}

/** Fully proved: the person's failures are forgotten, and the address gets this one attempt back. */
export async function settleAttempt(ctx: CommandContext, { own, address }: { own: readonly Subject[]; address: Subject }): Promise<void> {
  const delays = await lockDelays(ctx, [...own, address])
  const counted = delays.find(({ subject }) => subject.key === address.key)
  if (counted !== undefined) await saveDelay(ctx, address, takeBack(address.policy, counted.state))
  await clearDelays(ctx, own)
  await dropOldDelays(ctx)
}

/** Record a failure on the person's stream, at most once a minute; the counter itself already stands. */
export async function recordFailure(ctx: CommandContext, subject: Subject, failed: { staffId: StaffId; proof: Proof; address: string }): Promise<void> {
  const [delay] = await lockDelays(ctx, [subject])
  if (delay === undefined || (delay.toldAt !== null && ctx.now.getTime() - delay.toldAt.getTime() < TOLD_EVERY_MS)) return
  await markTold(ctx, subject)
  await recordStaff(
    ctx,
    failed.staffId,
    [{ type: 'staff.sign_in_failed', data: { proof: failed.proof, failures: delay.state.failures, address: failed.address } }],
    SYSTEM,
  )
}
