/** Keeps the threads true: loads them, takes what the stream brings, and fetches again whatever the arithmetic misses. */
import type { CustomerEntry } from '@yingda/protocol/entries/views.ts'
import type { CustomerConversation } from '@yingda/protocol/http/customer.ts'
import type { Http } from '../net/http.ts'
import { settle } from '../state/outbox.ts'
import { acceptedClientIds, emptyThread, forgetEntries, heldSeq, takeEntries, type Thread } from '../state/thread.ts'
import type { DeskState } from './state.ts'
import type { Store } from './store.ts'

type EntriesPage = { entries: readonly CustomerEntry[]; lastSeq: number }
type Parts = { store: Store<DeskState>; http: Http; onArrived: (thread: string, entries: readonly CustomerEntry[]) => void }
export type Threads = ReturnType<typeof createThreads>

const PAGE = 200
export function createThreads({ store, http, onArrived }: Parts) {
  const fetching = new Map<string, Promise<void>>()
  const askedAgain = new Set<string>()

  const threadOf = (id: string): Thread => store.get().threads[id] ?? emptyThread(id)
  const put = (thread: Thread) => store.set({ threads: { ...store.get().threads, [thread.id]: thread } })

  function take(id: string, entries: readonly CustomerEntry[]): boolean {
    const before = threadOf(id)
    const { thread, gap } = takeEntries(before, entries)
    if (thread !== before) {
      put(thread)
      const arrived = thread.entries.slice(before.entries.length)
      store.set({ outbox: settle(store.get().outbox, id, acceptedClientIds(arrived)) })
      if (before.complete) onArrived(id, arrived)
    }
    return gap
  }

  /** Fetch from the own cursor until nothing is missing. Asked again meanwhile, it looks once more. */
  function fetchRest(id: string): Promise<void> {
    const running = fetching.get(id)
    if (running !== undefined) {
      askedAgain.add(id)
      return running
    }
    const run = fetchPages(id).finally(() => {
      fetching.delete(id)
      if (askedAgain.delete(id)) void fetchRest(id).catch(() => undefined)
    })
    fetching.set(id, run)
    return run
  }

  async function fetchPages(id: string): Promise<void> {
    for (;;) {
      const page = await http.get<EntriesPage>(`/conversations/${id}/entries?after=${heldSeq(threadOf(id))}&limit=${PAGE}`)
      take(id, page.entries)
      if (page.entries.length === 0 || heldSeq(threadOf(id)) >= page.lastSeq) break
    }
    put({ ...threadOf(id), complete: true })
  }

  async function refreshSummary(id: string): Promise<void> {
    const summary = await http.get<CustomerConversation>(`/conversations/${id}`).catch(() => null)
    if (summary !== null) put({ ...threadOf(id), summary })
  }

  /** `http` throws errors and nothing else. */
  const failed = (id: string, why: unknown) => store.set({ loadFailed: { ...store.get().loadFailed, [id]: why as Error | null } })

  /** Load what is missing of a conversation. Once complete, it can be followed from its own cursor. */
  async function open(id: string): Promise<void> {
    failed(id, null)
    put(threadOf(id))
    const summary = refreshSummary(id)
    try {
      await fetchRest(id)
      await summary
    } catch (error) {
      failed(id, error)
    }
  }

  return {
    open,
    refreshSummary,
    take,
    /** Something is missing, or may be. */
    lookAgain: (id: string) => void fetchRest(id).catch((error: unknown) => failed(id, error)),
    /** Nothing held can be trusted any more. */
    async startOver(id: string): Promise<void> {
      put(forgetEntries(threadOf(id)))
      await open(id)
    },
    held: (id: string): number => heldSeq(threadOf(id)),
    change: (id: string, to: Partial<Thread>) => put({ ...threadOf(id), ...to }),
  }
}
