/** Entries and what waits in the outbox, merged and grouped as they are drawn. Pure, and the one place that decides it. */
import type { AttachmentView, CustomerEntry, CustomerView } from '@yingda/protocol/entries/views.ts'
import { bubbleOf, type Outbox, type OutboxItem } from './outbox.ts'
import { acceptedClientIds, type MessageView, type Thread } from './thread.ts'

export type Bubble = {
  readonly key: string
  /** 0 = the server has not numbered it yet. */
  readonly seq: number
  readonly at: string
  readonly text: string
  readonly attachments: readonly AttachmentView[]
  readonly redacted: boolean
  readonly status: 'accepted' | OutboxItem['status']
  readonly item: OutboxItem | null
  readonly message: MessageView | null
}

export type StreamItem =
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | {
      readonly kind: 'group'
      readonly key: string
      readonly from: 'customer' | 'bot' | 'agent'
      readonly name: string | null
      readonly bubbles: readonly Bubble[]
    }
  | { readonly kind: 'event'; readonly key: string; readonly view: Exclude<CustomerView, { kind: 'message' }> }

const MINUTE_MS = 60_000
/** Kinds without words of their own in the stream: the card, the message or the head already says it. */
const SILENT: ReadonlySet<CustomerView['kind']> = new Set(['opened', 'redacted', 'rated', 'answer_rated', 'queued'])

/**
 * @param dayOf the local calendar day of an instant, as the reader's device counts it
 */
export function streamItems(entries: readonly CustomerEntry[], waiting: Outbox, dayOf: (at: string) => string): readonly StreamItem[] {
  const items: StreamItem[] = []
  let day = ''
  const openDay = (at: string) => {
    if (dayOf(at) === day) return
    day = dayOf(at)
    items.push({ kind: 'day', key: `day:${day}`, at })
  }
  for (const entry of entries) {
    if (SILENT.has(entry.view.kind)) continue
    openDay(entry.at)
    add(items, entry)
  }
  const held = acceptedClientIds(entries)
  for (const item of waiting) {
    const bubble = bubbleOf(item)
    if (bubble === null || held.has(bubble.clientId)) continue
    openDay(item.at)
    join(items, 'customer', null, {
      key: bubble.clientId,
      seq: 0,
      at: item.at,
      text: bubble.text,
      attachments: bubble.attachments,
      redacted: false,
      status: item.status,
      item,
      message: null,
    })
  }
  return items
}

function add(items: StreamItem[], { seq, at, view }: CustomerEntry): void {
  if (view.kind !== 'message') {
    items.push({ kind: 'event', key: `seq:${seq}`, view })
    return
  }
  const { text, attachments, redacted } = view.content
  const key = view.clientId ?? `seq:${seq}`
  join(items, view.from, view.name, { key, seq, at, text, attachments, redacted, status: 'accepted', item: null, message: view })
}

/** Into the last group when it is the same speaker within the same few minutes and in the same state; else a new one. */
function join(items: StreamItem[], from: 'customer' | 'bot' | 'agent', name: string | null, bubble: Bubble): void {
  const last = items.at(-1)
  const before = last?.kind === 'group' ? last.bubbles.at(-1) : undefined
  const together =
    last?.kind === 'group' &&
    before !== undefined &&
    last.from === from &&
    last.name === name &&
    minuteOf(bubble.at) - minuteOf(before.at) <= 1 &&
    markKind(before) === markKind(bubble)
  if (together) items[items.length - 1] = { ...last, bubbles: [...last.bubbles, bubble] }
  else items.push({ kind: 'group', key: `group:${bubble.key}`, from, name, bubbles: [bubble] })
}

const minuteOf = (at: string): number => Math.floor(Date.parse(at) / MINUTE_MS)

/** One line under a group tells its state, so a group holds one state. */
const markKind = ({ status }: Bubble): string => (status === 'accepted' || status === 'sent' ? 'sent' : status === 'failed' ? 'failed' : 'waiting')

/** How far the other side has come with a numbered message of one's own. */
export function markOf(thread: Thread, seq: number, withAgent: boolean): 'sent' | 'delivered' | 'read' {
  const agents = thread.others?.agents
  if (seq > 0 && agents !== undefined && agents.read >= seq) return 'read'
  // Before an agent holds it, the desk itself is the addressee: accepted is delivered, and stays so when one takes it over.
  if (!withAgent || (seq > 0 && ((agents !== undefined && agents.delivered >= seq) || takenOverAfter(thread, seq)))) return 'delivered'
  return 'sent'
}

const takenOverAfter = ({ entries }: Thread, seq: number): boolean => entries.some((entry) => entry.seq > seq && entry.view.kind === 'joined_by')
