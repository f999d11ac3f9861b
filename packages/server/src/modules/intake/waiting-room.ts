import { Refused } from '../../platform/refused.ts'

/** `where` is the network of an anonymous visitor; a customer whom the wallet knows is held by no address, which a whole carrier may share. */
export type Waiter = { who: string; where: string | null }
export type WaitingRoom = { enter(waiter: Waiter): Disposable }

/**
 * How many may wait for news in this process at once: each is a connection, and looks every second. `each` is for one
 * customer with many windows; `network` for the visitors who share an address; `all` for the process.
 */
export function openWaitingRoom({ all = 2000, network, each = 8 }: { all?: number; network: number; each?: number }): WaitingRoom {
  const inside = new Map<string, number>()
  const count = (key: string, by: 1 | -1): void => {
    const left = (inside.get(key) ?? 0) + by
    if (left === 0) inside.delete(key)
    else inside.set(key, left)
  }
  return {
    /** @throws Refused `request.too_many` | `server.busy` */
    enter({ who, where }) {
      const places = [`who ${who}`, 'all', ...(where === null ? [] : [`where ${where}`])]
      const isFull = (place: string, most: number): boolean => (inside.get(place) ?? 0) >= most
      if (isFull(`who ${who}`, each) || isFull(`where ${where}`, network)) throw new Refused('request.too_many', { retryAfterSeconds: 5 })
      if (isFull('all', all)) throw new Refused('server.busy', { retryAfterSeconds: 5 })
      for (const place of places) count(place, 1)
      return {
        [Symbol.dispose]() {
          for (const place of places) count(place, -1)
        },
      }
    },
  }
}
