/**
 * How long a place is taken: as long as one of those that were taken lately. What has already lasted a while lasts at
 * least so long; so an agent who has nearly done is told from one who has just begun.
 */
export type Durations = {
  /** How many are known. */
  count: number
  /** How much longer it will be, for what has lasted so long; `chance` between 0 and 1 says where among the likely ones. */
  left(forSeconds: number, chance: number): number
}

const LEAST_SECONDS = 1

export function durationsOf(seconds: readonly number[]): Durations {
  const known = seconds.toSorted((a, b) => a - b)
  const mean = known.reduce((sum, one) => sum + one, 0) / Math.max(known.length, 1)
  return {
    count: known.length,
    left(forSeconds, chance) {
      const first = firstAbove(known, forSeconds)
      // As many as lasted longer, and one that lasts longer than any yet: of that one it is known only that it does.
      const at = chance * (known.length - first + 1)
      const whole = Math.floor(at)
      const below = whole === 0 ? forSeconds : (known[first + whole - 1] ?? forSeconds)
      const above = known[first + whole]
      const beyond = above === undefined ? -Math.log(1 - Math.min(at - whole, 0.999)) * (mean / 2) : (at - whole) * (above - below)
      return Math.max(LEAST_SECONDS, below + beyond - forSeconds)
    },
  }
}

function firstAbove(sorted: readonly number[], limit: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? Infinity) <= limit) low = middle + 1
    else high = middle
  }
  return low
}
