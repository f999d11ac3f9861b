import type { ConversationList, ConversationRow } from '@yingda/protocol/http/staff.ts'
import { owedFirst } from './owed.ts'

/**
 * The pages of a list after some rows were read again: what came back replaces or joins, what was asked for and did
 * not come back has left the list. New rows join the first page; `orderRows` puts them in their place.
 */
export function patchPages(pages: readonly ConversationList[], asked: readonly string[], fetched: readonly ConversationRow[]): ConversationList[] {
  const gone = new Set(asked)
  const byId = new Map<string, ConversationRow>(fetched.map((row) => [row.id, row]))
  const patched = pages.map((page) => ({
    ...page,
    rows: page.rows.flatMap((row) => {
      const fresh = byId.get(row.id)
      byId.delete(row.id)
      if (fresh) return [fresh]
      return gone.has(row.id) ? [] : [row]
    }),
  }))
  const [first, ...rest] = patched
  return first ? [{ ...first, rows: [...byId.values(), ...first.rows] }, ...rest] : patched
}

/** So many pages of a list are kept whatever is in sight: nobody's own desk is longer. */
const ALWAYS_KEPT = 4

/** How many pages it takes to hold every row that is in sight. */
export function pagesToKeep(pages: readonly ConversationList[], inSight: ReadonlySet<string>): number {
  return Math.max(ALWAYS_KEPT, 1 + pages.findLastIndex((page) => page.rows.some((row) => inSight.has(row.id))))
}

/** In the turn in which the list's button goes through them. */
export const ROW_ORDERS = ['promise_left', 'longest_wait', 'newest_change'] as const
export type RowOrder = (typeof ROW_ORDERS)[number]
export const orderAfter = (order: RowOrder): RowOrder => ROW_ORDERS[(ROW_ORDERS.indexOf(order) + 1) % ROW_ORDERS.length] ?? 'promise_left'

/** Each conversation once, in the chosen order; ties by id, so that equal rows never change places. */
export function orderRows(rows: readonly ConversationRow[], order: RowOrder): ConversationRow[] {
  const once = new Map<string, ConversationRow>()
  for (const row of rows) {
    const known = once.get(row.id)
    if (!known || known.changedAt < row.changedAt) once.set(row.id, row)
  }
  const compare = COMPARE[order]
  return [...once.values()].sort((a, b) => compare(a, b) || inOrder(a.id, b.id))
}

/** Instants and ids are plain letters: no language's order is asked, which for ten thousand rows takes its time. */
const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const byNewestChange = (a: ConversationRow, b: ConversationRow): number => inOrder(b.changedAt, a.changedAt)

function byLongestWait(a: ConversationRow, b: ConversationRow): number {
  if (a.waitingSince && b.waitingSince) return inOrder(a.waitingSince, b.waitingSince)
  if (a.waitingSince || b.waitingSince) return a.waitingSince ? -1 : 1
  return byNewestChange(a, b)
}

function byPromiseLeft(a: ConversationRow, b: ConversationRow): number {
  const [left, right] = [owedFirst(a), owedFirst(b)]
  if (left !== null && right !== null) return inOrder(left.dueAt, right.dueAt)
  if (left !== null || right !== null) return left !== null ? -1 : 1
  return byLongestWait(a, b)
}

const COMPARE: Readonly<Record<RowOrder, (a: ConversationRow, b: ConversationRow) => number>> = {
  promise_left: byPromiseLeft,
  longest_wait: byLongestWait,
  newest_change: byNewestChange,
}

export type GroupId = 'for_me' | 'for_customer' | 'snoozed' | 'to_take' | 'bot' | 'with_colleague' | 'ended'
export type RowGroup = { id: GroupId; rows: ConversationRow[] }

const GROUP_ORDER: readonly GroupId[] = ['for_me', 'to_take', 'with_colleague', 'for_customer', 'snoozed', 'bot', 'ended']
const DESK_ORDER: readonly GroupId[] = ['for_me', 'for_customer', 'snoozed', 'ended', 'to_take', 'with_colleague', 'bot']

/** In which group a row stands for this agent. What he has answered waits for the customer, until it is to be resolved soon. */
export function groupOf(row: ConversationRow, myId: string): GroupId {
  if (row.status === 'resolved' || row.status === 'closed') return 'ended'
  if (row.status === 'snoozed') return 'snoozed'
  if (row.status === 'bot') return 'bot'
  if (row.status === 'waiting' || !row.assignee) return 'to_take'
  if (row.assignee.id !== myId) return 'with_colleague'
  return row.waitingSince || row.resolution?.said ? 'for_me' : 'for_customer'
}

/** Rows in groups, order within a group kept; empty groups left out. The desk shows what can be taken last. */
export function groupRows(rows: readonly ConversationRow[], myId: string, list: 'desk' | 'other'): RowGroup[] {
  const groups = new Map<GroupId, ConversationRow[]>()
  for (const row of rows) {
    const id = groupOf(row, myId)
    const held = groups.get(id)
    if (held) held.push(row)
    else groups.set(id, [row])
  }
  return (list === 'desk' ? DESK_ORDER : GROUP_ORDER).flatMap((id) => {
    const held = groups.get(id)
    return held ? [{ id, rows: held }] : []
  })
}

/** Bold in the list: the customer has said something that nobody here has read. */
export const isUnread = (row: ConversationRow): boolean => row.lastSeq > row.readSeq && row.lastFrom === 'customer'
