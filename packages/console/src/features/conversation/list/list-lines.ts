import type { ConversationRow } from '@yingda/protocol/http/staff.ts'
import type { GroupId, RowGroup } from './rows.ts'

/** One line of the virtual list: a group's head, or a row. */
export type ListLine = { kind: 'group'; id: GroupId; count: number; more: boolean; folded: boolean } | { kind: 'row'; row: ConversationRow }

export const lineHeight = (line: ListLine | undefined): number => (line?.kind === 'group' ? 32 : 36)
export const lineKey = (line: ListLine): string => (line.kind === 'group' ? line.id : line.row.id)

type Shown = {
  folded: readonly GroupId[]
  /** Not all is read yet. */
  more?: boolean
  /** The desk says of every conversation whose turn it is; elsewhere one group alone needs no head. */
  heads?: 'always' | 'of_several'
}

/** Groups and rows as lines, the rows of folded groups left out. */
export function listLines(groups: readonly RowGroup[], { folded, more = false, heads: wanted = 'of_several' }: Shown): ListLine[] {
  const heads = wanted === 'always' || groups.length > 1
  return groups.flatMap(({ id, rows }): ListLine[] => {
    const isFolded = heads && folded.includes(id)
    const lines = isFolded ? [] : rows.map((row): ListLine => ({ kind: 'row', row }))
    return heads ? [{ kind: 'group', id, count: rows.length, more, folded: isFolded }, ...lines] : lines
  })
}

/** The row `step` rows away from the one given; the first or last when it is not shown (any more). */
export function neighbour(lines: readonly ListLine[], from: string | null, step: 1 | -1): string | null {
  const ids = lines.flatMap((line) => (line.kind === 'row' ? [line.row.id as string] : []))
  const at = from === null ? -1 : ids.indexOf(from)
  if (at === -1) return (step === 1 ? ids[0] : ids.at(-1)) ?? null
  return ids[Math.min(Math.max(at + step, 0), ids.length - 1)] ?? null
}
