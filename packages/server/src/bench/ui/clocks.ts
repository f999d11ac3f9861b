/** Two clocks of one machine, compared by asking the other one and looking at one's own before and after. */
import { performance } from 'node:perf_hooks'

/** `theirs = ours + offsetMs`, true to within `errorMs`. */
export type Aligned = { offsetMs: number; errorMs: number }

const ASKED = 60

/** The quickest answer says most: the other clock was read at some moment between asking and hearing. */
export async function align(ask: () => Promise<number>, ours: () => number = () => performance.now()): Promise<Aligned> {
  let best: Aligned = { offsetMs: 0, errorMs: Number.POSITIVE_INFINITY }
  for (let time = 0; time < ASKED; time += 1) {
    const asked = ours()
    const theirs = await ask()
    const heard = ours()
    const errorMs = (heard - asked) / 2
    if (errorMs < best.errorMs) best = { offsetMs: theirs - (asked + heard) / 2, errorMs }
  }
  return best
}

/** What held over a time, from how it was at both its ends: half of what moved meanwhile is not known either. */
export function over(before: Aligned, after: Aligned): Aligned {
  const moved = Math.abs(after.offsetMs - before.offsetMs)
  return { offsetMs: (before.offsetMs + after.offsetMs) / 2, errorMs: Math.max(before.errorMs, after.errorMs) + moved / 2 }
}
