import type { ReconciliationRow } from '@yingda/protocol/http/watch.ts'

/** Both included, `2026-11-22`. */
export type Days = { from: string; until: string }
export type Totals = { decided: number } & Record<(typeof COUNTS)[number], number>
const COUNTS = [
  'received',
  'answered',
  'inTime',
  'withdrawn',
  'withdrawnLate',
  'decidedLate',
  'open',
  'late',
  'toResolve',
  'resolvedInTime',
  'resolvedLate',
] as const

const DAY_MS = 86_400_000

export const decidedOf = ({ decided }: Pick<ReconciliationRow, 'decided'>): number => Object.values(decided).reduce((sum, count) => sum + count, 0)

export function totalsOf(rows: readonly ReconciliationRow[]): Totals {
  const totals = Object.fromEntries([...COUNTS, 'decided'].map((name) => [name, 0])) as Totals // of just these names
  for (const row of rows) {
    for (const name of COUNTS) totals[name] += row[name]
    totals.decided += decidedOf(row)
  }
  return totals
}

/** The newest day first, its channels in the order they came. */
export const newestFirst = (rows: readonly ReconciliationRow[]): ReconciliationRow[] => rows.toSorted((a, b) => b.day.localeCompare(a.day))

/** Of what was to be answered by now, the share that was in time; null: nothing was. What nobody answered in time was not, however it ended. */
export function shareInTime({ answered, inTime, withdrawnLate, decidedLate, late }: Totals): number | null {
  const asked = answered + withdrawnLate + decidedLate + late
  return asked === 0 ? null : inTime / asked
}

/** Everything that came in is accounted for when this is nought. */
export const missingFrom = ({ received, answered, withdrawn, decided, open }: Totals): number => received - answered - withdrawn - decided - open

/** The reasons of all rows, the most frequent first. */
export function reasonsOf(rows: readonly Pick<ReconciliationRow, 'decided'>[]): [string, number][] {
  const reasons = new Map<string, number>()
  for (const { decided } of rows) for (const [reason, count] of Object.entries(decided)) reasons.set(reason, (reasons.get(reason) ?? 0) + count)
  return [...reasons].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
}

/** As many days again, right before these. */
export function daysBefore({ from }: Days, count: number): Days {
  const before = (days: number): string => new Date(Date.parse(from) - days * DAY_MS).toISOString().slice(0, 10)
  return { from: before(count), until: before(1) }
}
