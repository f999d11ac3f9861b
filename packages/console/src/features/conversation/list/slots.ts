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
  const filled = held.flatMap((slot, at) => {
    const place = staying[at] ?? (slot.line.kind === 'row' && lineKey(slot.line) !== focused ? rows.shift() : undefined)
    if (place) return [{ id: slot.id, ...place }]
    const line = lines[slot.index]
    // A step may need one row less than the next one: it stays, a little out of sight.
    return !settled && line && lineKey(line) === lineKey(slot.line) ? [{ ...slot, line }] : []
  })
  const unused = 1 + Math.max(-1, ...held.map(({ id }) => id))
  const added = [...coming.values()].filter((place) => place.line.kind === 'group' || rows.includes(place)).map((place, at) => ({ id: unused + at, ...place }))
  const all = [...filled, ...added]
  return settled ? inOrder(all, focused, unused + added.length) : all
}

/**
 * The page's order becomes the list's. As many as can stay where they stand, the one with the focus among them; the others
 * are made anew at their places, for to move nodes costs as much, and would take the focus along.
 */
function inOrder(slots: readonly Slot[], focused: string | null, unused: number): Slot[] {
  const at = focused === null ? -1 : slots.findIndex(({ line }) => lineKey(line) === focused)
  const fixed = slots[at]
  const staying = longestRise(slots.filter(({ index }, place) => !fixed || place === at || place < at === index < fixed.index))
  let id = unused
  return slots.map((slot) => (staying.has(slot) ? slot : { ...slot, id: id++ })).sort((a, b) => a.index - b.index)
}

type Rise = { slot: Slot; length: number; before: Rise | null }

/** The most of them of which each stands in the list behind the one before it. */
function longestRise(slots: readonly Slot[]): Set<Slot> {
  const rises: Rise[] = []
  for (const slot of slots) {
    const before = rises.filter((rise) => rise.slot.index < slot.index).reduce(longer, null)
    rises.push({ slot, length: (before?.length ?? 0) + 1, before })
  }
  const longest = new Set<Slot>()
  for (let rise = rises.reduce(longer, null); rise; rise = rise.before) longest.add(rise.slot)
  return longest
}
const longer = (a: Rise | null, b: Rise): Rise => (a && a.length >= b.length ? a : b)
