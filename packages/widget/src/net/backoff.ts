const FIRST_MS = 1000
const MOST_MS = 30_000

/**
 * How long to wait before try number `attempt` (0 = the first again): doubling to half a minute, between half and the
 * whole of it, so that a restarted server does not meet all its clients in one second.
 */
export const backoffMs = (attempt: number, random: () => number): number => Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(attempt, 10)) * (0.5 + random() / 2)
