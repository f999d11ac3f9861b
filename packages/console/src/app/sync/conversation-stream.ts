import type { StaffEntry } from '@yingda/protocol/entries/views.ts'

/** A gap-free stretch of one conversation's entries. `from` and `to` are the seqs at its ends; both 0 while empty. */
export type ConversationStream = {
  readonly entries: readonly StaffEntry[]
  readonly from: number
  readonly to: number
}

export const emptyStream: ConversationStream = { entries: [], from: 0, to: 0 }

/**
 * Takes entries that follow what is held. Known ones are dropped, order does not matter, and as soon as one does not
 * follow its predecessor the rest is left out and `gap` says that they must be fetched after `stream.to`.
 */
export function appendEntries(stream: ConversationStream, incoming: readonly StaffEntry[]): { stream: ConversationStream; gap: boolean } {
  const fresh = sorted(incoming).filter((entry) => entry.seq > stream.to)
  if (fresh.length === 0) return { stream, gap: false }
  const follows = countFollowing(stream.to, fresh)
  const taken = fresh.slice(0, follows)
  if (taken.length === 0) return { stream, gap: true }
  return { stream: joined([...stream.entries, ...taken], taken), gap: follows < fresh.length }
}

/** Puts an older page in front. A page that does not touch what is held is refused (unchanged stream). */
export function prependEntries(stream: ConversationStream, older: readonly StaffEntry[]): ConversationStream {
  const page = sorted(older).filter((entry) => entry.seq < stream.from)
  if (page.length === 0 || page.at(-1)?.seq !== stream.from - 1) return stream
  return joined([...page, ...stream.entries], stream.entries)
}

/** The stretch that one page makes, whatever was held before: start-up and the answer to a reset. */
export function streamOfPage(page: readonly StaffEntry[]): ConversationStream {
  const entries = sorted(page)
  return entries.length === 0 ? emptyStream : joined(entries, entries)
}

export const reachesStart = (stream: ConversationStream): boolean => stream.from <= 1

const sorted = (entries: readonly StaffEntry[]): StaffEntry[] =>
  [...entries].sort((a, b) => a.seq - b.seq).filter((entry, index, all) => entry.seq !== all[index - 1]?.seq)

function countFollowing(after: number, entries: readonly StaffEntry[]): number {
  // An empty stretch may begin anywhere: its first entry decides where.
  let expected = after === 0 ? (entries[0]?.seq ?? 1) : after + 1
  let count = 0
  for (const entry of entries) {
    if (entry.seq !== expected) break
    expected += 1
    count += 1
  }
  return count
}

function joined(entries: readonly StaffEntry[], newest: readonly StaffEntry[]): ConversationStream {
  return { entries: redact(entries, newest), from: entries[0]?.seq ?? 0, to: entries.at(-1)?.seq ?? 0 }
}

/** What a newer entry redacted loses text and files here too, without waiting for a fresh page. */
function redact(entries: readonly StaffEntry[], newest: readonly StaffEntry[]): readonly StaffEntry[] {
  const redactions = newest.flatMap(({ seq, entry }) => (entry.type === 'entry.redacted' ? [{ seq, of: entry.data.seq }] : []))
  if (redactions.length === 0) return entries
  const actors = new Map(entries.map(({ seq, actor }) => [seq, actor.kind]))
  const isGone = ({ seq, entry }: StaffEntry): boolean => redactions.some((one) => one.of === seq || (isSummary(entry) && quotes(one, seq)))
  // Whose words they were is not known of a page that was never read: what may quote them is not left standing.
  const quotes = (one: { seq: number; of: number }, seq: number): boolean => one.of < seq && seq < one.seq && (actors.get(one.of) ?? 'customer') === 'customer'
  return entries.map((entry) => (entry.content && isGone(entry) ? { ...entry, content: { text: '', attachments: [], redacted: true } } : entry))
}

/** Made for colleagues out of the customer's words: it goes with them, as the desk takes it out of the record. */
const isSummary = ({ type }: StaffEntry['entry']): boolean => type === 'conversation.queued'
