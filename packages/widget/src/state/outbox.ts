/**
 * What the customer has done and the server has not yet accepted, in the order it was done. Pure: the sender decides
 * when, storage keeps it. Every item carries its own UUID for ever, so doing it twice has the effect of once; the only
 * thing that gives it a new one is the server's word that the old one stands for something else.
 */
import type { DeviceContext, QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { AttachmentView } from '@yingda/protocol/entries/views.ts'
import type { Language } from '@yingda/protocol/language.ts'

export type OutboxAct =
  | {
      readonly type: 'start'
      readonly questionType: QuestionType
      readonly language: Language
      readonly context: DeviceContext
      readonly transactionId: string | null
      /** The first message goes in the same command; its own UUID is apart from the conversation's. */
      readonly message: { readonly clientId: string; readonly text: string; readonly attachments: readonly AttachmentView[] } | null
    }
  | { readonly type: 'message'; readonly text: string; readonly attachments: readonly AttachmentView[] }
  | { readonly type: 'person' }
  | { readonly type: 'transaction'; readonly transactionId: string }

export type OutboxItem = {
  readonly clientId: string
  /** A conversation's id, or `new:<clientId of its start>` while the server does not know it. */
  readonly thread: string
  readonly at: string
  readonly act: OutboxAct
  /**
   * `sent`: accepted and on the server's disk, its entry not yet received. Only this and an entry may be shown as sent.
   * `failed`: refused, and not tried again unasked; whatever merely found no answer is `waiting`.
   */
  readonly status: 'waiting' | 'sending' | 'sent' | 'failed'
  /** Unanswered tries in a row. */
  readonly tries: number
  /** The refusal in the customer's language. */
  readonly refusal: { readonly code: string; readonly message: string } | null
}

export type Outbox = readonly OutboxItem[]

export const newThreadKey = (clientId: string): string => `new:${clientId}`
export const isNewThread = (thread: string): boolean => thread.startsWith('new:')

/** Behind a start that was refused it brings that to another try: nothing else in the conversation can go before. */
export const enqueue = (outbox: Outbox, item: Pick<OutboxItem, 'clientId' | 'thread' | 'at' | 'act'>): Outbox => [
  ...startAgain(outbox, item.thread),
  { ...item, status: 'waiting', tries: 0, refusal: null },
]

/** A refused start is to be tried once more, and what was refused with it. */
export const startAgain = (outbox: Outbox, thread: string): Outbox =>
  outbox.some((item) => item.thread === thread && item.act.type === 'start' && item.refusal !== null)
    ? outbox.map((item) => (item.thread === thread && item.refusal !== null ? { ...item, status: 'waiting', tries: 0, refusal: null } : item))
    : outbox

/**
 * The one item to send now: the oldest, one at a time, so that order holds. A refused item does not hold up those
 * behind it, unless it is the start of their conversation. Null while one is on its way.
 */
export function nextToSend(outbox: Outbox): OutboxItem | null {
  const notStarted = new Set<string>()
  for (const item of outbox) {
    if (item.status === 'sending') return null
    if (item.status === 'sent' || notStarted.has(item.thread)) continue
    if (item.refusal === null) return item
    if (item.act.type === 'start') notStarted.add(item.thread)
  }
  return null
}

export const change = (outbox: Outbox, clientId: string, to: (item: OutboxItem) => OutboxItem): Outbox =>
  outbox.map((item) => (item.clientId === clientId ? to(item) : item))

export const sending = (outbox: Outbox, clientId: string): Outbox => change(outbox, clientId, (item) => ({ ...item, status: 'sending' }))

/** The server accepted it, in the conversation it names: for a start, all that waits behind now knows where to go. */
export function accepted(outbox: Outbox, clientId: string, conversationId: string): Outbox {
  const item = outbox.find((each) => each.clientId === clientId)
  if (item === undefined) return outbox
  const moved = item.act.type === 'start' ? outbox.map((each) => (each.thread === item.thread ? { ...each, thread: conversationId } : each)) : outbox
  return change(moved, clientId, (each) => ({ ...each, thread: conversationId, status: 'sent', tries: 0, refusal: null }))
}

/** With a start all its conversation is refused, or what was written behind it would wait for ever. */
export function refused(outbox: Outbox, clientId: string, refusal: { code: string; message: string }): Outbox {
  const item = outbox.find((each) => each.clientId === clientId)
  const isMeant = (each: OutboxItem): boolean => each === item || (item?.act.type === 'start' && each.thread === item.thread)
  return withoutUnseen(outbox.map((each) => (isMeant(each) ? { ...each, status: 'failed', tries: 0, refusal } : each)))
}

/** What was refused and shows nothing in the stream goes, since nobody could press it again; a start stays while words wait behind it. */
export function withoutUnseen(outbox: Outbox): Outbox {
  const seen = new Set(outbox.flatMap((item) => (bubbleOf(item) === null ? [] : [item.thread])))
  return outbox.filter((item) => item.refusal === null || bubbleOf(item) !== null || (item.act.type === 'start' && seen.has(item.thread)))
}

/** No answer: it may or may not have arrived. It stays first and is sent again by itself under the same UUID, so nothing has failed. */
export const unanswered = (outbox: Outbox, clientId: string): Outbox =>
  change(outbox, clientId, (item) => ({ ...item, tries: item.tries + 1, status: 'waiting' }))

/** Something is tried again and again without an answer: the desk is away, whatever the device says of its network. */
export const isHeldUp = (outbox: Outbox): boolean => outbox.some(({ tries }) => tries > 0)

/** A person was asked for, and the desk has not heard of it yet. */
export const asksForPerson = (outbox: Outbox, thread: string): boolean => outbox.some((item) => item.thread === thread && item.act.type === 'person')

/** The device has no network: nothing has failed, everything waits. */
export const waitForNetwork = (outbox: Outbox): Outbox =>
  outbox.map((item) => (item.status === 'sent' || item.refusal !== null ? item : { ...item, status: 'waiting', tries: 0 }))

const messageIdOf = (item: OutboxItem): string => (item.act.type === 'start' ? (item.act.message?.clientId ?? item.clientId) : item.clientId)

/** Entries arrived from the stream: whatever they carry has arrived, answered or not. Acts without an entry of their own go once sent. */
export const settle = (outbox: Outbox, thread: string, acceptedIds: ReadonlySet<string>): Outbox => {
  const rest = outbox.filter((item) => {
    if (item.thread !== thread) return true
    if (acceptedIds.has(messageIdOf(item))) return false
    return !(item.status === 'sent' && bubbleOf(item) === null)
  })
  return rest.length === outbox.length ? outbox : rest
}

/** The text and files an item shows in the stream; null when it shows none. */
export function bubbleOf(item: OutboxItem): { clientId: string; text: string; attachments: readonly AttachmentView[] } | null {
  if (item.act.type === 'message') return { clientId: item.clientId, text: item.act.text, attachments: item.act.attachments }
  return item.act.type === 'start' ? item.act.message : null
}

/** What is kept on the device: everything not accepted, as waiting; a refusal is kept, so that it is not tried unasked. */
export const toKeep = (outbox: Outbox): Outbox =>
  outbox.filter((item) => item.status !== 'sent').map((item) => ({ ...item, status: item.refusal === null ? 'waiting' : 'failed', tries: 0 }))
