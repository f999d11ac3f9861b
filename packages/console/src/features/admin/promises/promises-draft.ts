import type { PromiseRow, PromiseTerms } from '@yingda/protocol/http/promise.ts'

export type Column = keyof PromiseTerms
/** What has been typed, by promise and column; everything else stands as it is kept. */
export type PromisesDraft = Readonly<Record<string, string>>

const MOST: Readonly<Record<Column, number>> = { minutes: 43_200, warnPercent: 99, releaseMinutes: 43_200 }

export const cellOf = ({ kind, priority }: Pick<PromiseRow, 'kind' | 'priority'>, column: Column): string => `${kind} ${priority} ${column}`
export const shownIn = (draft: PromisesDraft, row: PromiseRow, column: Column): string => draft[cellOf(row, column)] ?? String(row[column] ?? '')

/** The number that was typed; null for an empty last column, which means: never. @returns 'wrong' when it makes no sense */
export function readCell(text: string, column: Column): number | null | 'wrong' {
  const trimmed = text.trim()
  if (trimmed === '' && column === 'releaseMinutes') return null
  const value = /^\d{1,5}$/.test(trimmed) ? Number(trimmed) : 0
  return value >= 1 && value <= MOST[column] ? value : 'wrong'
}

/** The promises that differ from those kept; null while something typed makes no sense. */
export function changedPromises(rows: readonly PromiseRow[], draft: PromisesDraft): PromiseRow[] | null {
  const changed: PromiseRow[] = []
  for (const row of rows) {
    const [minutes, warnPercent, releaseMinutes] = [read(draft, row, 'minutes'), read(draft, row, 'warnPercent'), read(draft, row, 'releaseMinutes')]
    if (typeof minutes !== 'number' || typeof warnPercent !== 'number' || releaseMinutes === 'wrong') return null
    if (minutes === row.minutes && warnPercent === row.warnPercent && releaseMinutes === row.releaseMinutes) continue
    changed.push({ ...row, minutes, warnPercent, releaseMinutes })
  }
  return changed
}

const read = (draft: PromisesDraft, row: PromiseRow, column: Column) => readCell(shownIn(draft, row, column), column)
