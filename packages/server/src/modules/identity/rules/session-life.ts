/** How long a session and what hangs on it live. */

export const IDLE_MS = 12 * 60 * 60_000
export const ABSOLUTE_MS = 7 * 24 * 60 * 60_000
/** Between the right password and the second proof. */
export const PENDING_MS = 10 * 60_000
export const STEP_UP_MS = 5 * 60_000
export const CHALLENGE_MS = 5 * 60_000
export const TOTP_SETUP_MS = 10 * 60_000
export const INVITATION_MS = 72 * 60 * 60_000
/** Requests already under way when a token was rotated still find their session. */
export const OLD_TOKEN_MS = 10_000
/** "Seen" is written no more often than this. */
export const SEEN_EVERY_MS = 60_000

export type SessionTimes = { lastSeenAt: Date; expiresAt: Date }

export function isAlive({ lastSeenAt, expiresAt }: SessionTimes, now: Date): boolean {
  return now < expiresAt && now.getTime() - lastSeenAt.getTime() < IDLE_MS
}

/** Until when a proof counts: five minutes, and at exactly five minutes no more. */
export function steppedUpUntil(steppedUpAt: Date | null, now: Date): Date | null {
  if (steppedUpAt === null) return null
  const until = new Date(steppedUpAt.getTime() + STEP_UP_MS)
  return now < until ? until : null
}
