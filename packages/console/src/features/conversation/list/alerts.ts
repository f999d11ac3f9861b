import type { ConversationRow } from '@yingda/protocol/http/staff.ts'

export type Alert = {
  kind: 'customer_wrote' | 'new_in_queue' | 'given_to_me' | 'woken' | Warning
  /** Where it stands. */
  list: 'desk' | 'snoozed'
  conversationId: string
  reference: string
  customerName: string | null
}

/** What was promised is nearly over: an answer, or that it is resolved. */
type Warning = 'promise_at_risk' | 'resolution_at_risk'

/** Two who wrote at once may be told in either order. */
const AT_ONCE_MS = 60_000

/**
 * What is worth a sound between two readings of the desk, the queues and what I have set aside: a customer wrote in a
 * conversation of mine, one was given to me, one that I had set aside is back, what was promised there is nearly over, one began to wait in line. Of what
 * is set aside, only that it is to be resolved soon. Never for what was there before (`before` null = first reading), nor
 * for what only now comes into sight further down a list, and never with a word of what was said.
 */
export function alertsBetween(before: readonly ConversationRow[] | null, now: readonly ConversationRow[], myId: string): Alert[] {
  if (!before) return []
  const known = new Map(before.map((row) => [row.id, row]))
  const newest = Math.max(0, ...before.filter(({ status }) => status !== 'snoozed').map((row) => Date.parse(row.changedAt)))
  const isOld = (row: ConversationRow): boolean => !known.has(row.id) && Date.parse(row.changedAt) < newest - AT_ONCE_MS
  return now.flatMap((row) => {
    if (isOld(row)) return []
    const kinds = alertKinds(known.get(row.id), row, myId)
    const list = row.status === 'snoozed' ? 'snoozed' : 'desk'
    return kinds.map((kind) => ({ kind, list, conversationId: row.id, reference: row.reference, customerName: row.customer.name }))
  })
}

function alertKinds(was: ConversationRow | undefined, row: ConversationRow, myId: string): Alert['kind'][] {
  const mine = row.assignee?.id === myId
  if (row.status === 'snoozed') return mine && was && isResolutionWarned(was, row) ? ['resolution_at_risk'] : []
  if (mine && was?.assignee?.id !== myId) return ['given_to_me']
  const warnings = mine && was ? warningsBetween(was, row) : []
  if (warnings.length > 0) return warnings
  if (mine && was && hasWritten(was, row) && row.waitingSince) return ['customer_wrote']
  if (mine && was && hasWokenByTime(was, row)) return ['woken']
  return row.status === 'waiting' && was?.status !== 'waiting' ? ['new_in_queue'] : []
}

/** Said once of each promise, whatever comes in meanwhile; a time that is put off is warned of again. */
function warningsBetween(was: ConversationRow, row: ConversationRow): Warning[] {
  const answer = row.promise?.said === 'at_risk' && was.promise?.said !== 'at_risk'
  return [...(answer ? (['promise_at_risk'] as const) : []), ...(isResolutionWarned(was, row) ? (['resolution_at_risk'] as const) : [])]
}

/** Where the clock has only stood still for the customer's turn, it was said before. */
const isResolutionWarned = (was: ConversationRow, row: ConversationRow): boolean => row.resolution?.said === 'at_risk' && was.resolution?.said === null

/**
 * A note or a look into the wallet makes the stream longer too; only words move the last text. A picture without words
 * is known by the wait that it begins; so does what was put off, when its time has come.
 */
const hasWritten = (was: ConversationRow, row: ConversationRow): boolean =>
  (was.waitingSince === null && !hasWokenByTime(was, row)) || (row.lastFrom === 'customer' && (row.lastTextSeq ?? 0) > (was.lastTextSeq ?? 0))

const hasWokenByTime = ({ snoozedUntil }: ConversationRow, { waitingSince }: ConversationRow): boolean =>
  snoozedUntil !== null && waitingSince !== null && waitingSince >= snoozedUntil

/** The count in the window's title: conversations of mine where a customer waits for me. */
export const waitingForMe = (rows: readonly ConversationRow[], myId: string): number =>
  rows.filter((row) => row.assignee?.id === myId && row.waitingSince !== null && row.status === 'assigned').length
