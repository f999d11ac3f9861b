import type { StaffEntry } from '@yingda/protocol/entries/views.ts'
import type { ConversationState } from '@yingda/protocol/realtime.ts'
import type { Outgoing } from '../composer/outbox.ts'

export type Mark = 'sent' | 'delivered' | 'read' | 'mailed' | 'undelivered'
export type ThreadItem =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'event'; key: string; entry: StaffEntry }
  | { kind: 'note'; key: string; entry: StaffEntry }
  /** `head`: the first of a group, which says who and when. */
  | { kind: 'message'; key: string; entry: StaffEntry; head: boolean; mark: Mark | null }
  | { kind: 'outgoing'; key: string; item: Outgoing; head: boolean }

/** Messages of one sender within this time stand under one head. */
const GROUP_MS = 3 * 60_000

/**
 * A thread as it is read: entries in order with a line where a day begins, then what this device has not sent yet.
 * An outgoing message whose entry has already arrived is not shown twice.
 */
export function threadItems(entries: readonly StaffEntry[], outgoing: readonly Outgoing[], customer: ConversationState['customer'] | null): ThreadItem[] {
  const marks = marksOf(entries, customer)
  const items: ThreadItem[] = []
  let before: StaffEntry | null = null
  for (const entry of entries) {
    if (!before || dayOf(before.at) !== dayOf(entry.at)) items.push({ kind: 'day', key: `day-${entry.seq}`, at: entry.at })
    if (repeatsLook(before, entry)) items.pop()
    if (!isSaidByTransfer(before, entry)) items.push(itemOf(entry, items.at(-1), marks))
    before = entry
  }
  const arrived = new Set(entries.flatMap(clientIdOf))
  outgoing
    .filter((item) => !arrived.has(item.clientId))
    .forEach((item, index) => items.push({ kind: 'outgoing', key: item.clientId, item, head: index === 0 || item.kind === 'note' }))
  return items
}

function itemOf(entry: StaffEntry, previous: ThreadItem | undefined, marks: ReadonlyMap<number, Mark>): ThreadItem {
  const key = `entry-${entry.seq}`
  if (entry.entry.type === 'note.added') return { kind: 'note', key, entry }
  if (entry.entry.type !== 'message.posted') return { kind: 'event', key, entry }
  return { kind: 'message', key, entry, head: !(previous?.kind === 'message' && belongTogether(previous.entry, entry)), mark: marks.get(entry.seq) ?? null }
}

/** Looking at the wallet again right after looking at it: one line says it, the record keeps both. */
const repeatsLook = (before: StaffEntry | null, entry: StaffEntry): boolean =>
  before !== null &&
  before.entry.type === 'wallet.looked_up' &&
  entry.entry.type === 'wallet.looked_up' &&
  speaker(before) === speaker(entry) &&
  dayOf(before.at) === dayOf(entry.at)

/** Passed on to a colleague, it is his with the next entry: the line before says to whom, the record keeps both. */
const isSaidByTransfer = (before: StaffEntry | null, { entry }: StaffEntry): boolean =>
  before?.entry.type === 'conversation.transferred' && entry.type === 'conversation.assigned' && before.entry.data.toAgentId === entry.data.agentId

/**
 * The customer's marks, each once: the newest message of ours that was read, and the newest of all when that is not
 * the same one. A word under every message would say no more. But each that went out by e-mail, or reached nobody, says so
 * until the customer has it after all.
 */
export function marksOf(entries: readonly StaffEntry[], customer: ConversationState['customer'] | null): Map<number, Mark> {
  const marks = new Map<number, Mark>()
  const ours = entries.filter((entry) => entry.entry.type === 'message.posted' && entry.actor.kind === 'agent').map((entry) => entry.seq)
  const newest = ours.at(-1)
  for (const [seq, mark] of waysOf(entries)) if (seq > (mark === 'mailed' ? (customer?.read ?? 0) : (customer?.delivered ?? 0))) marks.set(seq, mark)
  if (!customer || newest === undefined) return marks
  if (!marks.has(newest)) marks.set(newest, newest <= customer.read ? 'read' : newest <= customer.delivered ? 'delivered' : 'sent')
  const read = ours.findLast((seq) => seq <= customer.read)
  if (read !== undefined) marks.set(read, 'read')
  return marks
}

/** What became of messages on their way to the customer, as far as these entries tell; the newest word counts. */
function waysOf(entries: readonly StaffEntry[]): Map<number, 'mailed' | 'undelivered'> {
  const ways = new Map<number, 'mailed' | 'undelivered'>()
  for (const { entry } of entries) {
    if (entry.type !== 'message.mailed' && entry.type !== 'message.undelivered') continue
    for (const seq of entry.data.ofSeqs) ways.set(seq, entry.type === 'message.mailed' ? 'mailed' : 'undelivered')
  }
  return ways
}

/** What others wrote after this, messages and notes; what merely happened is not counted. */
export const countWrittenByOthers = (entries: readonly StaffEntry[], after: number, myId: string): number =>
  entries.filter(
    ({ seq, entry, actor }) =>
      seq > after && (entry.type === 'message.posted' || entry.type === 'note.added') && !(actor.kind === 'agent' && actor.id === myId),
  ).length

const clientIdOf = ({ entry }: StaffEntry): string[] =>
  (entry.type === 'message.posted' || entry.type === 'note.added') && entry.data.clientId ? [entry.data.clientId] : []

const belongTogether = (a: StaffEntry, b: StaffEntry): boolean => speaker(a) === speaker(b) && Date.parse(b.at) - Date.parse(a.at) < GROUP_MS

function speaker({ actor }: StaffEntry): string {
  if (actor.kind === 'agent' || actor.kind === 'customer') return `${actor.kind}:${actor.id}`
  return actor.kind
}

const dayOf = (at: string): string => new Date(at).toDateString()
