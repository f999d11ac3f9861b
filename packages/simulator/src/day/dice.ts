/** Chance that is the same for the same seed, on every machine: what is thrown is rounded to whole seconds by whoever uses it. */
export type Dice = {
  /** From 0 to 1. */
  number(): number
  chance(share: number): boolean
  /** Uneven as the work and the patience of people are: half of it lies below `median`; `sigma` says how uneven. */
  logNormal(median: number, sigma: number): number
  between(least: number, most: number): number
  pick<T>(from: readonly T[]): T
  /** By weight, which need not add up to 1. */
  pickBy<T extends string>(weights: Readonly<Record<T, number>>): T
}

export function diceOf(seed: number): Dice {
  let state = seed
  /** mulberry32 */
  const number = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - number())) * Math.cos(2 * Math.PI * number())
  return {
    number,
    chance: (share) => number() < share,
    logNormal: (median, sigma) => median * Math.exp(sigma * normal()),
    between: (least, most) => least + number() * (most - least),
    pick<T>(from: readonly T[]): T {
      const one = from[Math.floor(number() * from.length)]
      if (one === undefined) throw new Error('nothing to pick from')
      return one
    },
    pickBy<T extends string>(weights: Readonly<Record<T, number>>): T {
      const all = Object.entries<number>(weights) as [T, number][] // the keys are those of the type
      let left = number() * all.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [one, weight] of all) if ((left -= weight) < 0) return one
      const last = all.at(-1)
      if (last === undefined) throw new Error('nothing to pick from')
      return last[0]
    },
  }
}
