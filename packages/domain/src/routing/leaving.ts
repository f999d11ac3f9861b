/**
 * Who leaves a line before being served. Hardly anybody at once, more and more the longer they have waited: so it is
 * counted by how long somebody has waited.
 */

/** Of those who have waited from so many seconds on, until the next row begins: how many left then, in how many seconds of waiting altogether. */
export type Leaving = readonly { fromSeconds: number; left: number; waitedSeconds: number }[]

/** Where the rows begin. */
export const LEAVING_FROM_SECONDS = [0, 120, 300, 600, 900, 1200, 1800] as const

/** A row with little to go by is taken to be like all together: so many who left weigh as much as that. */
const BELIEVED_AFTER = 3
/** Before people have waited so long, all together, those who left early say little. */
const LEAST_WAITED_SECONDS = 3600

/** When somebody who has waited so long leaves, from now on; `chance` between 0 and 1: the smaller, the later. Infinity = nobody is known to leave. */
export type LeavesAfter = (waitedSeconds: number, chance: number) => number

export function leavesAfter(leaving: Leaving): LeavesAfter {
  const sum = (key: 'left' | 'waitedSeconds'): number => leaving.reduce((total, row) => total + row[key], 0)
  const all = sum('left') / Math.max(sum('waitedSeconds'), LEAST_WAITED_SECONDS)
  if (all === 0) return () => Infinity
  const rows = leaving.map((row, at) => ({
    until: leaving[at + 1]?.fromSeconds ?? Infinity,
    perSecond: (row.left + BELIEVED_AFTER) / (row.waitedSeconds + BELIEVED_AFTER / all),
  }))
  return (waitedSeconds, chance) => {
    let [waited, toBear] = [waitedSeconds, -Math.log(chance)]
    for (const { until, perSecond } of rows) {
      if (until <= waited) continue
      if (toBear < (until - waited) * perSecond) return waited + toBear / perSecond - waitedSeconds
      toBear -= (until - waited) * perSecond
      waited = until
    }
    return Infinity
  }
}
