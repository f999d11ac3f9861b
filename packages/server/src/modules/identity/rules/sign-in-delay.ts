/**
 * How long the next proof has to wait after failed ones (SP 800-63B: growing from 30 seconds to an hour, at most 100
 * in a row). Counted before the proof is looked at, so that many at once do not each get a free guess.
 */

export type DelayPolicy = {
  /** Failures in a row that cost nothing: people mistype. */
  free: number
  /** From this many in a row only a new link from an admin helps; null = never. */
  blockedAt: number | null
  /** A quiet time after which failures are forgotten; null = only success does, or a quiet month (see `store/delays.ts`). */
  forgetAfterMs: number | null
}

/** One account, whether it exists or not; also one person's second factor. */
export const ACCOUNT_POLICY: DelayPolicy = { free: 2, blockedAt: 100, forgetAfterMs: null }
/** One address: a whole office may sit behind it, hence more patience, and it forgets. */
export const ADDRESS_POLICY: DelayPolicy = { free: 20, blockedAt: null, forgetAfterMs: 60 * 60_000 }

/** No wrong answer comes sooner: it hides that a known account's failure is also written down. */
export const WRONG_ANSWER_AFTER_MS = 250

const FIRST_DELAY_MS = 30_000
const LONGEST_DELAY_MS = 60 * 60_000
const BLOCKED_MS = 24 * 60 * 60_000

/** The wait after this many failures in a row. */
export function delayMs(policy: DelayPolicy, failures: number): number {
  if (policy.blockedAt !== null && failures >= policy.blockedAt) return BLOCKED_MS
  const beyond = failures - policy.free
  return beyond <= 0 ? 0 : Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(beyond - 1, 20))
}

export type DelayState = { failures: number; lastFailureAt: Date; nextAllowedAt: Date }

/**
 * Milliseconds still to wait; 0 = may try now. A blocked account waits for ever, whatever the clock says, and a free
 * failure asks for no wait, even if the one counted just before it began a moment later by its own clock.
 */
export function waitMs(policy: DelayPolicy, state: DelayState, now: Date): number {
  if (policy.blockedAt !== null && state.failures >= policy.blockedAt) return BLOCKED_MS
  if (delayMs(policy, state.failures) === 0) return 0
  return Math.max(0, state.nextAllowedAt.getTime() - now.getTime())
}

/** Count an attempt as failed before it is looked at. */
export function countFailure(policy: DelayPolicy, state: DelayState, now: Date): DelayState {
  const forgotten = policy.forgetAfterMs !== null && now.getTime() - state.lastFailureAt.getTime() > policy.forgetAfterMs
  const failures = (forgotten ? 0 : state.failures) + 1
  return { failures, lastFailureAt: now, nextAllowedAt: new Date(now.getTime() + delayMs(policy, failures)) }
}

/** What somebody is told after a wrong proof: how many more may go wrong before a pause, and how long that will be. 0 = it begins now. */
export type Outlook = { triesLeft: number; pauseSeconds: number }

export function outlook(policy: DelayPolicy, failures: number): Outlook {
  const triesLeft = Math.max(0, policy.free + 1 - failures)
  return { triesLeft, pauseSeconds: delayMs(policy, failures + triesLeft) / 1000 }
}

/** Take one counted failure back: that attempt was right after all. */
export function takeBack(policy: DelayPolicy, state: DelayState): DelayState {
  const failures = Math.max(0, state.failures - 1)
  return { ...state, failures, nextAllowedAt: new Date(state.lastFailureAt.getTime() + delayMs(policy, failures)) }
}
