/** What each frame of the server means for what is held here. */
import type { CustomerEntry, CustomerView } from '@yingda/protocol/entries/views.ts'
import type { CustomerConversation } from '@yingda/protocol/http/customer.ts'
import type { ServerFrame } from '@yingda/protocol/realtime.ts'
import type { Desk } from '../desk/desk.ts'
import { isPassing } from '../net/sender.ts'

const COALESCE_MS = 300
const AGAIN_MS = 5000
/** After these the conversation stands differently: its summary is read again. */
const TURNS: ReadonlySet<CustomerView['kind']> = new Set([
  'queued',
  'called_back',
  'returned_to_bot',
  'joined_by',
  'passed_on',
  'resolved',
  'reopened',
  'closed',
  'rated',
])

const CONVERSATION = 'conversation:'
export const streamOf = (id: string): string => CONVERSATION + id
export const threadOf = (stream: string): string | null => (stream.startsWith(CONVERSATION) ? stream.slice(CONVERSATION.length) : null)

export function createFrames({ store, threads, home, http, world: { timers } }: Desk): (frame: ServerFrame) => void {
  const changed = new Set<string>()

  async function readChanged(): Promise<void> {
    const ids = [...changed]
    changed.clear()
    await Promise.all(
      ids.map((id) => http.get<CustomerConversation>(`/conversations/${id}`).then(putConversation, (why: unknown) => isPassing(why) && again(id))),
    )
  }

  /** It is not told a second time that this one has changed. */
  function again(id: string): void {
    if (changed.size === 0) timers.set(() => void readChanged(), AGAIN_MS)
    changed.add(id)
  }

  /** Newest first, as the server lists them. */
  function putConversation(conversation: CustomerConversation): void {
    const listed = store.get().home
    if (listed === null) return
    const others = listed.conversations.filter(({ id }) => id !== conversation.id)
    const conversations = [conversation, ...others].sort((a, b) => (a.lastAt < b.lastAt ? 1 : -1))
    store.set({ home: { ...listed, conversations } })
  }

  function takeEntries(id: string, entries: readonly CustomerEntry[]): void {
    if (threads.take(id, entries)) threads.lookAgain(id)
    if (entries.some(({ view }) => TURNS.has(view.kind))) void threads.refreshSummary(id)
  }

  return (frame) => {
    if (frame.t === 'state') return threads.change(frame.conversationId, { others: frame.state })
    if (frame.t === 'changed') {
      if (changed.size === 0) timers.set(() => void readChanged(), COALESCE_MS)
      for (const id of frame.conversationIds) changed.add(id)
      return
    }
    if (!('stream' in frame)) return
    const id = threadOf(frame.stream)
    if (id === null) {
      if (frame.t === 'reset') void home.load()
      return
    }
    // The customer's gateway sends the customer's entries.
    if (frame.t === 'entries') takeEntries(id, frame.entries as readonly CustomerEntry[])
    if (frame.t === 'live' && threads.held(id) < frame.seq) threads.lookAgain(id)
    if (frame.t === 'reset') void threads.startOver(id)
  }
}
