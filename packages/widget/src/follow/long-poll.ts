/** The slower road, where sockets are blocked: the shown conversation is waited on, the list is looked at in between. */
import type { CustomerEntry } from '@yingda/protocol/entries/views.ts'
import type { ConversationState } from '@yingda/protocol/realtime.ts'
import type { Desk } from '../desk/desk.ts'
import { shownThread } from '../desk/state.ts'
import { isNewThread } from '../state/outbox.ts'

const WAIT_MS = 25_000
const LIST_EVERY_MS = 15_000
const PAGE = 200

export function createLongPoll({ store, threads, home, http, world: { timers } }: Desk) {
  let giveUp = new AbortController()

  async function look(id: string, signal: AbortSignal): Promise<void> {
    const page = await http.get<{ entries: readonly CustomerEntry[]; lastSeq: number }>(
      `/conversations/${id}/entries?after=${threads.held(id)}&limit=${PAGE}&waitMs=${WAIT_MS}`,
      { timeoutMs: WAIT_MS + 10_000, signal },
    )
    if (page.lastSeq < threads.held(id)) return threads.startOver(id)
    if (threads.take(id, page.entries)) threads.lookAgain(id)
    threads.change(id, { others: await http.get<ConversationState>(`/conversations/${id}/state`), complete: true })
  }

  return {
    /** One round. Rejects when the desk could not be reached. */
    async poll(): Promise<void> {
      const id = shownThread(store.get())
      giveUp = new AbortController()
      const { signal } = giveUp
      if (id === null || isNewThread(id)) await new Promise<void>((resolve) => timers.set(resolve, LIST_EVERY_MS))
      else {
        await look(id, signal).catch((error: unknown) => {
          if (!signal.aborted) throw error
        })
      }
      await home.load()
    },
    /** Another conversation is shown: what is waited for is no longer what matters. */
    interrupt: () => giveUp.abort(),
  }
}
