import { lineKey, type ListLine } from './list-lines.ts'

/** A place in the page that shows one line after the other: to fill it anew costs less than to make it anew. */
export type Slot = {
  /** The place's own name for as long as it stands in the page. */
  id: number
  line: ListLine
  /** Where the line stands in the list. */
  index: number
}

type Wanted = {
  lines: readonly ListLine[]
  /** Those that are to stand in the page. */
  indexes: readonly number[]
  /** The row that has the keyboard's focus. */
  focused: string | null
  /** Nothing is moving: the page's order becomes the list's, in which Tab and screen readers go through it. */
  settled: boolean
}

/**
 * The slots in the page's order. A line stays where it stands; a row that comes takes the place of one that went. Only
 * the place that has the focus is never given to another row: who presses Enter opens the conversation he was on.
 */
export function fillSlots(held: readonly Slot[], { lines, indexes, focused, settled }: Wanted): Slot[] {
  const coming = new Map(indexes.flatMap((index) => (lines[index] ? [[lineKey(lines[index]), { line: lines[index], index }] as const] : [])))
  const staying = held.map((slot) => {
    const key = lineKey(slot.line)
    const place = coming.get(key)
    coming.delete(key)
    return place
  })
  const rows = [...coming.values()].filter(({ line }) => line.kind === 'row')
  const heads = [...coming.values()].filter(({ line }) => line.kind === 'group')
  const filled = held.flatMap((slot, at) => {
    const place = staying[at] ?? (slot.line.kind === 'row' && lineKey(slot.line) !== focused ? rows.shift() : undefined)
    if (place) return [{ id: slot.id, ...place }]
    const line = lines[slot.index]
    // A step may need one row less than the next one: it stays, a little out of sight.
    return !settled && line && lineKey(line) === lineKey(slot.line) ? [{ ...slot, line }] : []
  })
  const unused = 1 + Math.max(-1, ...held.map(({ id }) => id))
  const added = [...rows, ...heads].map((place, at) => ({ id: unused + at, ...place }))
  const all = [...filled, ...added]
  return settled ? all.sort((a, b) => a.index - b.index) : all
}
