import type { PromiseRow, PromiseTerms } from '@yingda/protocol/http/promise.ts'

export type Column = keyof PromiseTerms
type Named = Pick<PromiseRow, 'kind' | 'priority'>
/** What has been typed, by promise and column; everything else stands as it is kept. */
export type PromisesDraft = Readonly<Record<string, string>>

const MOST: Readonly<Record<Column, number>> = { minutes: 43_200, warnPercent: 99, releaseMinutes: 43_200 }

export const cellOf = ({ kind, priority }: Named, column: Column): string => `${kind} ${priority} ${column}`
export const shownIn = (draft: PromisesDraft, row: PromiseRow, column: Column): string => draft[cellOf(row, column)] ?? String(row[column] ?? '')

/** What an empty cell says: it is never taken back, or nothing is promised. Null: it has to be filled. */
export function emptyMeans({ kind }: Pick<PromiseRow, 'kind'>, column: Column): 'keeps' | 'unpromised' | null {
  if (column === 'releaseMinutes') return 'keeps'
  return column === 'minutes' && kind === 'resolution' ? 'unpromised' : null
}

/** The number that was typed; null for an empty cell that says something. @returns 'wrong' when it makes no sense */
export function readCell(text: string, { kind }: Pick<PromiseRow, 'kind'>, column: Column): number | null | 'wrong' {
  const trimmed = text.trim()
  if (trimmed === '' && emptyMeans({ kind }, column) !== null) return null
  const value = /^\d{1,5}$/.test(trimmed) ? Number(trimmed) : 0
  return value >= 1 && value <= MOST[column] ? value : 'wrong'
}

/** The bot is warned by nobody and holds nothing; who has answered keeps what he has; what is not promised is not late. */
export function isOpenTo(draft: PromisesDraft, row: PromiseRow, column: Column): boolean {
  if (column === 'minutes') return true
  if (row.kind === 'bot_reply' || (row.kind === 'resolution' && column === 'releaseMinutes')) return false
  return read(draft, row, 'minutes') !== null
}

/** The promises that differ from those kept; null while something typed makes no sense. */
export function changedPromises(rows: readonly PromiseRow[], draft: PromisesDraft): PromiseRow[] | null {
  const changed: PromiseRow[] = []
  for (const row of rows) {
    const minutes = read(draft, row, 'minutes')
    const warnPercent = isOpenTo(draft, row, 'warnPercent') ? read(draft, row, 'warnPercent') : row.warnPercent
    const releaseMinutes = isOpenTo(draft, row, 'releaseMinutes') ? read(draft, row, 'releaseMinutes') : row.releaseMinutes
    if (minutes === 'wrong' || typeof warnPercent !== 'number' || releaseMinutes === 'wrong') return null
    if (minutes === row.minutes && warnPercent === row.warnPercent && releaseMinutes === row.releaseMinutes) continue
    changed.push({ ...row, minutes, warnPercent, releaseMinutes })
  }
  return changed
}

const read = (draft: PromisesDraft, row: PromiseRow, column: Column) => readCell(shownIn(draft, row, column), row, column)

const HOUR_MINUTES = 60

/** Long times are easier to read in hours; null where minutes are as plain. */
export function inHours(minutes: number): { hours: number; minutes: number } | null {
  return minutes < HOUR_MINUTES ? null : { hours: Math.floor(minutes / HOUR_MINUTES), minutes: minutes % HOUR_MINUTES }
}
