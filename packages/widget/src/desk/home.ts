/** The home screen's facts and the list of one's conversations, with what in them is unread. */
import type { CustomerHome } from '@yingda/protocol/http/customer.ts'
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

  return { load }
}
