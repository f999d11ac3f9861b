/** What the customer does about words that were not sent. */
import type { Desk } from '../desk/desk.ts'
import * as outbox from '../state/outbox-again.ts'

export function sendAgain({ store, pump, world: { newId } }: Desk, clientId: string): void {
  store.set({ outbox: outbox.sendAgain(store.get().outbox, clientId, newId()) })
  pump()
}

export const discard = ({ store }: Desk, clientId: string): void => store.set({ outbox: outbox.discard(store.get().outbox, clientId) })
