/** How long each agent's client was away while there was a way to come back. */
import { repeatEvery } from '../../platform/repeat.ts'
import type { ChatClient } from './chat-client.ts'
import type { Cluster } from './cluster.ts'

export type Attendance = AsyncDisposable & {
  /** The longest time at a stretch, without an outage in it. */
  longestAwayMs(client: ChatClient): number
}
export type Agent = { staffId: string; client: ChatClient }

const LOOK_EVERY_MS = 250

/**
 * While no server is there that reaches the database nobody can be there, and everybody may take his time afterwards: an absence is
 * counted from the end of an outage at the earliest. What the client itself hears is the measure, on a steady clock: the
 * servers' clocks are moved, and a server may take a line for alive that is not.
 */
export function watchAttendance({ servers, lines, database }: Pick<Cluster, 'servers' | 'lines' | 'database'>, clients: readonly ChatClient[]): Attendance {
  const longest = new Map<ChatClient, number>()
  let serviceSinceMs = performance.now()
  const look = async (): Promise<void> => {
    const isThere = servers.some((server, index) => server.isUp() && lines.database[index]?.isOpen()) && (await answers(database))
    const nowMs = performance.now()
    if (!isThere) serviceSinceMs = nowMs
    for (const client of clients) {
      const awayMs = nowMs - Math.max(client.heardAtMs(), serviceSinceMs)
      longest.set(client, Math.max(longest.get(client) ?? 0, awayMs))
    }
  }
  const stop = repeatEvery(LOOK_EVERY_MS, look, () => {})
  return { longestAwayMs: (client) => longest.get(client) ?? 0, [Symbol.asyncDispose]: stop }
}

const answers = ({ pool }: Cluster['database']): Promise<boolean> =>
  pool.query('select 1').then(
    () => true,
    () => false,
  )
