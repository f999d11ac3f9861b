/** The home screen's facts and the list of one's conversations, with what in them is unread. */
import type { CustomerHome } from '@yingda/protocol/http/customer.ts'
import type { Http } from '../net/http.ts'
import { crowdedForMs } from '../net/sender.ts'
import type { Timers } from '../net/timers.ts'
import type { DeskState } from './state.ts'
import type { Store } from './store.ts'

type Deps = { store: Store<DeskState>; http: Http; timers: Timers; now: () => number }

export function createHome({ store, http, timers, now }: Deps) {
  let again: number | null = null

  async function load(): Promise<void> {
    if (again !== null) timers.clear(again)
    again = null
    try {
      const home = await http.get<CustomerHome>(`/home?language=${store.get().language}`)
      store.set({ home, homeFailed: null, ...(store.get().outbox.some(({ tries }) => tries > 0) ? {} : { crowdedUntil: null }) })
    } catch (error) {
      const crowdedMs = crowdedForMs(error)
      if (store.get().home !== null) return
      store.set({ homeFailed: error as Error }) // `http` throws nothing else
      if (crowdedMs === null) return
      store.set({ crowdedUntil: now() + crowdedMs })
      again = timers.set(() => void load(), crowdedMs)
    }
  }

  return { load }
}
