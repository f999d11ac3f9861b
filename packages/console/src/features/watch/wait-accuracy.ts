/** What estimates of waiting are held to: how many come out inside, how far off, and how seldom nothing is said. */
export const GOALS = { inside: 0.8, insideThird: 0.7, medianErrorPct: 25, cannotSay: 0.05 } as const

/** Null when there is nothing to have a share of. */
export const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)
