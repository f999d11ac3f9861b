import type { ConversationRow } from '@yingda/protocol/http/staff.ts'

/** What the watched lists held together at one look. */
export type Reading = {
  rows: readonly ConversationRow[]
  /** What was set aside and stands on none of them since then. */
  left: readonly { row: ConversationRow; atMs: number }[]
}

/** Each list is read by itself: between leaving the one and coming to the other, what wakes may stand on none for so long. */
const BETWEEN_LISTS_MS = 10_000

/** @param rows of all lists that are watched; one that stands on two of them for a moment counts as its stream has it last */
export function nextReading(before: Reading | null, rows: readonly ConversationRow[], nowMs: number): Reading {
  const newest = new Map<string, ConversationRow>()
  for (const row of rows) {
    const known = newest.get(row.id)
    if (!known || known.lastSeq < row.lastSeq) newest.set(row.id, row)
  }
  const leaving = (before?.rows ?? []).filter(({ status }) => status === 'snoozed').map((row) => ({ row, atMs: nowMs }))
  const left = [...leaving, ...stillLeft(before, nowMs)].filter(({ row }) => !newest.has(row.id))
  return { rows: [...newest.values()], left }
}

/** What is known of each conversation before the next look; null: nobody has looked. */
export const knownAt = (reading: Reading | null, nowMs: number): ConversationRow[] | null =>
  reading && [...stillLeft(reading, nowMs).map(({ row }) => row), ...reading.rows]

const stillLeft = (reading: Reading | null, nowMs: number): Reading['left'] => (reading?.left ?? []).filter(({ atMs }) => nowMs - atMs < BETWEEN_LISTS_MS)
