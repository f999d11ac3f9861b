/** The home screen's facts and the list of one's conversations, with what in them is unread. */
import type { CustomerConversation, CustomerHome } from '@yingda/protocol/http/customer.ts'
import type { Http } from '../net/http.ts'
import type { DeskState } from './state.ts'
import type { Store } from './store.ts'

export function createHome({ store, http }: { store: Store<DeskState>; http: Http }) {
  async function load(): Promise<void> {
    try {
      const home = await http.get<CustomerHome>(`/home?language=${store.get().language}`)
      store.set({ home, homeFailed: false })
    } catch {
      store.set({ homeFailed: store.get().home === null })
    }
  }

  /** Newest first, as the server lists them. */
  function putConversation(conversation: CustomerConversation): void {
    const { home } = store.get()
    if (home === null) return
    const others = home.conversations.filter(({ id }) => id !== conversation.id)
    const conversations = [conversation, ...others].sort((a, b) => (a.lastAt < b.lastAt ? 1 : -1))
    store.set({ home: { ...home, conversations } })
  }

  return { load, putConversation }
}
