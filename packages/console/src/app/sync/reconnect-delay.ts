const FIRST_MS = 500
const LONGEST_MS = 10_000

/**
 * How long to wait before the nth attempt (1 = first): doubling, capped, with full jitter over its upper half, so that
 * hundreds of windows do not come back in the same instant after a restart.
 */
export function reconnectDelayMs(attempt: number, random: () => number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt - 1, 10))
  return Math.round(ceiling / 2 + (ceiling / 2) * random())
}
