/**
 * A mail leads to the wallet's page with `?yingda=<conversation>`, and the wallet's own push may do the same: that conversation is
 * opened as soon as it is known to be of whoever speaks, which on a page that signs in may be a little later. To anybody else
 * nothing is said of it, and whoever has gone elsewhere meanwhile is left there.
 */
import type { Desk } from '../desk/desk.ts'
import { isPassing } from '../net/sender.ts'

const NAME = 'yingda='

export function followLink({ store, talk, http, known }: Desk): void {
  let asking = false
  /** It is not of this person. */
  let refusedTo: number | null = null

  async function look(): Promise<void> {
    const id = linked()
    const { home, person } = store.get()
    if (id === null || asking || home === null || !known() || refusedTo === person) return
    asking = true
    const isMine = home.conversations.some((each) => each.id === id) || (await http.get(`/conversations/${id}`).then(() => true, hasFailed))
    asking = false
    if (isMine === false) refusedTo = person
    if (isMine !== true || person !== store.get().person) return
    // Done once: a reload, or the address passed on, opens nothing.
    history.replaceState(history.state, '', withoutLink())
    if (store.get().screens.length > 1) return
    window.Yingda?.open()
    talk.openThread(id)
  }

  store.subscribe(() => void look())
  void look()
}

/** Null: nobody knows yet, the network did not carry it. */
const hasFailed = (why: unknown): false | null => (isPassing(why) ? null : false)

const parts = (): string[] => location.search.slice(1).split('&')

function linked(): string | null {
  const id = parts()
    .find((part) => part.startsWith(NAME))
    ?.slice(NAME.length)
  return id !== undefined && /^[\da-f-]{36}$/i.test(id) ? id : null
}

function withoutLink(): string {
  const rest = parts().filter((part) => !part.startsWith(NAME))
  return location.pathname + (rest.length === 0 ? '' : `?${rest.join('&')}`) + location.hash
}
