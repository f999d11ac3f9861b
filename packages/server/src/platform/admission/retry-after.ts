const FROM_SECONDS = 5
const SPREAD_SECONDS = 10

/** When to ask again, in seconds: later the longer the line stands, and not all at the same moment. */
export const retryAfter = (delayMs: number, random = Math.random): number =>
  FROM_SECONDS + Math.ceil(Math.min(delayMs, 30_000) / 1000) + Math.floor(random() * SPREAD_SECONDS)
