/**
 * Who leaves a line before being served. Hardly anybody at once, more and more the longer they have waited: so it is
 * counted by how long somebody has waited, and of those who stand before somebody each is reckoned by himself.
 */

/** Of those who have waited from so many seconds on, until the next row begins: how many left then, in how many seconds of waiting altogether. */
export type Leaving = readonly { fromSeconds: number; left: number; waitedSeconds: number }[]

/** Where the rows begin. */
export const LEAVING_FROM_SECONDS = [0, 120, 300, 600, 900, 1200, 1800] as const

/** A row with little to go by is taken to be like all together: so many who left weigh as much as that. */
const BELIEVED_AFTER = 3
/** Before people have waited so long, all together, those who left early say little. */
const LEAST_WAITED_SECONDS = 3600
/** Into how many steps the time until somebody's turn is cut. */
const STEPS = 4

export type LeavesPerSecond = (waitedSeconds: number) => number

export function leavesPerSecond(leaving: Leaving): LeavesPerSecond {
  const sum = (key: 'left' | 'waitedSeconds'): number => leaving.reduce((total, row) => total + row[key], 0)
  const all = sum('left') / Math.max(sum('waitedSeconds'), LEAST_WAITED_SECONDS)
  if (all === 0) return () => 0
  const rows = leaving.map((row) => ({ from: row.fromSeconds, rate: (row.left + BELIEVED_AFTER) / (row.waitedSeconds + BELIEVED_AFTER / all) }))
  return (waited) => rows.findLast(({ from }) => from <= waited)?.rate ?? all
}

export type InLine = { waitedSeconds: number; fittingShare: number }

/**
 * For each place in a line, how many of those before it will be served.
 *
 * @param line in its order: how long each has waited, and which share of the places can serve him. For whom few places
 *   will do, he is passed by those behind him where another comes free.
 * @param servedPerSecond how many places come free
 */
export function servedBefore(line: readonly InLine[], leaves: LeavesPerSecond, servedPerSecond: number): number[] {
  let before = 0
  return line.map(({ waitedSeconds: waited, fittingShare }) => {
    const own = before
    const untilTurn = own / servedPerSecond
    let leaving = 0
    for (let step = 0.5; step < STEPS; step += 1) leaving += leaves(waited + (untilTurn * step) / STEPS) * (untilTurn / STEPS)
    before += Math.exp(-leaving) * fittingShare
    return own
  })
}
