const FIRST_PAUSE_MS = 30_000
const LONGEST_PAUSE_MS = 15 * 60_000
/** After so many attempts, some four minutes, people are told; trying goes on. */
const TELL_AFTER = 4
/** Each attempt of which nobody knows how it ended may have brought the same mail once more. */
const MOST_UNKNOWN = 2

/** How long to wait after the so-manieth attempt: twice as long each time, a quarter of an hour at most. */
export const pauseAfterMs = (attempts: number): number => Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.max(0, Math.min(attempts, 20) - 1))

/** Whether to say now that it has not been delivered. */
export const isTimeToTell = (attempts: number): boolean => attempts >= TELL_AFTER

/** Whether to offer again by itself what may have been taken so often already; else a person decides. */
export const isTriedAgainUnknown = (unknowns: number): boolean => unknowns < MOST_UNKNOWN
