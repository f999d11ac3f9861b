/** Protocol pings: a page's own timers sleep in a background tab, but its browser answers these as long as it is there. */
import type { Connection } from './connection.ts'

export const PING_EVERY_MS = 5000
/** Staff are asked each time, as people wait for them; customers every third time. */
const CUSTOMERS_EVERY = 3

/** A socket that has not answered by the next ping is cut off. @returns how to stop */
export function startPinging(connections: ReadonlySet<Connection>): () => void {
  let round = 0
  let lastMs = performance.now()
  const timer = setInterval(() => {
    round += 1
    const nowMs = performance.now()
    // This process stood still, and the answers may lie unread: nobody is judged by that.
    const stoodStill = nowMs - lastMs > 2 * PING_EVERY_MS
    lastMs = nowMs
    for (const connection of connections) {
      if (connection.party?.kind !== 'staff' && round % CUSTOMERS_EVERY !== 0) continue
      if (connection.alive || stoodStill || connection.socket.isPaused) ping(connection)
      else {
        connection.isSilent = true
        connection.socket.terminate()
      }
    }
  }, PING_EVERY_MS)
  return () => clearInterval(timer)
}

function ping(connection: Connection): void {
  connection.alive = false
  connection.socket.ping()
}
