/**
 * One conversation as this device holds it: its entries without a gap from 1 on, and what else is known of it.
 * Pure: every function returns a new thread. Loss is seen by arithmetic, never guessed.
 */
import type { CustomerEntry, CustomerView } from '@yingda/protocol/entries/views.ts'
import type { CustomerConversation } from '@yingda/protocol/http/customer.ts'
import type { ConversationState } from '@yingda/protocol/realtime.ts'

export type Thread = {
  readonly id: string
  readonly entries: readonly CustomerEntry[]
  /** True once the server said that everything up to now is held. */
  readonly complete: boolean
  readonly others: ConversationState | null
  readonly summary: CustomerConversation | null
}

export type MessageView = Extract<CustomerView, { kind: 'message' }>

export const emptyThread = (id: string): Thread => ({ id, entries: [], complete: false, others: null, summary: null })

/** The highest seq held; 0 = none. This is the cursor from which the stream is resumed. */
export const heldSeq = (thread: Thread): number => thread.entries.at(-1)?.seq ?? 0

/**
 * Take entries as they arrive, in any overlap. What is held already is skipped; at a hole nothing behind it is taken.
 *
 * @returns `gap`: an entry between is missing and must be fetched from `heldSeq`
 */
export function takeEntries(thread: Thread, incoming: readonly CustomerEntry[]): { thread: Thread; gap: boolean } {
  const entries = [...thread.entries]
  const removed = new Set<number>()
  let held = heldSeq(thread)
  let gap = false
  for (const entry of incoming) {
    if (entry.seq <= held) continue
    if (entry.seq !== held + 1) {
      gap = true
      break
    }
    entries.push(entry)
    held = entry.seq
    if (entry.view.kind === 'redacted') removed.add(entry.view.seq)
  }
  if (held === heldSeq(thread)) return { thread, gap }
  return { thread: { ...thread, entries: removed.size > 0 ? entries.map((entry) => (removed.has(entry.seq) ? withoutContent(entry) : entry)) : entries }, gap }
}

function withoutContent(entry: CustomerEntry): CustomerEntry {
  if (entry.view.kind !== 'message') return entry
  return { ...entry, view: { ...entry.view, content: { text: '', attachments: [], redacted: true } } }
}

/** The stream was reset: nothing held can be trusted, start-up begins again. */
export const forgetEntries = (thread: Thread): Thread => ({ ...thread, entries: [], complete: false })

/** Ids of the customer's own messages that the server holds: what waits under these ids is not to be sent again. */
export function acceptedClientIds(entries: readonly CustomerEntry[]): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const { view } of entries) if (view.kind === 'message' && view.clientId !== null) ids.add(view.clientId)
  return ids
}
