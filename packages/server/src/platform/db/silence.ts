/**
 * A line to the database can die without a word: the network is gone, or something between forgot it. What was asked on
 * it would be waited for until the operating system gives up, which is hours; one batch that hangs holds up every message
 * of its process. So a query that hears nothing for ten seconds is asked after on a new line: does anybody there still
 * work on it? If nobody does, its line is cut, and whoever waits is told that the database was lost, and asks again.
 */
import pg from 'pg'

const LOOK_EVERY_MS = 2_000
const SILENT_AFTER_MS = 10_000
const ANSWER_WITHIN_MS = 5_000

/** What the driver keeps of a connection and does not declare. */
type Line = pg.PoolClient & { processID: number | null; readyForQuery: boolean; connection: { stream: { bytesRead: number; destroy(): void } } }
type Heard = { bytes: number; atMs: number }

type Options = { silentAfterMs?: number | undefined; onCut?: (lines: number) => void }

/** Look after the lines of this pool until it has ended. */
export function watchSilence(pool: pg.Pool, url: string, { silentAfterMs = SILENT_AFTER_MS, onCut = () => {} }: Options = {}): void {
  const lines = new Map<Line, Heard>()
  let asking = false
  pool.on('connect', (client) => lines.set(client as Line, heardBy(client as Line)))
  pool.on('remove', (client) => lines.delete(client as Line))

  const isSilent = ([line, heard]: [Line, Heard]): boolean => {
    const { bytesRead } = line.connection.stream
    if (line.readyForQuery || bytesRead !== heard.bytes) lines.set(line, heardBy(line))
    else return performance.now() - heard.atMs >= silentAfterMs
    return false
  }
  const look = async (): Promise<void> => {
    const silent = [...lines].filter(isSilent).map(([line]) => line)
    if (silent.length === 0) return
    const asked = [...lines.keys()]
    const seen = await seenBy(url, asked)
    if (seen === 'unknown') return
    // `disabled`: the server does not say what its lines do (track_activities).
    const isDead = (line: Line): boolean => seen === 'away' || !['active', 'disabled'].includes(seen.get(line.processID ?? 0) ?? '')
    // Where one line was forgotten, so were perhaps those that nobody uses just now.
    const isForgotten = (line: Line): boolean => line.readyForQuery && seen !== 'away' && !seen.has(line.processID ?? 0)
    const dead = asked.filter((line) => (silent.includes(line) && !line.readyForQuery ? isDead(line) : isForgotten(line)))
    for (const line of dead) line.connection.stream.destroy()
    if (dead.length > 0) onCut(dead.length)
  }
  const timer = setInterval(
    () => {
      if (pool.ended) clearInterval(timer)
      if (asking || pool.ended) return
      asking = true
      void look().finally(() => (asking = false))
    },
    Math.min(LOOK_EVERY_MS, silentAfterMs),
  )
  timer.unref()
}

const heardBy = ({ connection }: Line): Heard => ({ bytes: connection.stream.bytesRead, atMs: performance.now() })

/**
 * What the database says that each of these processes does; `away` when it does not answer, `unknown` when it does not
 * let us ask, or when a pooler between gives its processes names of its own.
 */
async function seenBy(url: string, lines: readonly Line[]): Promise<Map<number, string> | 'away' | 'unknown'> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: ANSWER_WITHIN_MS,
    query_timeout: ANSWER_WITHIN_MS,
    application_name: 'yingda',
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ pid: number; state: string; own: number }>(
      `select pid, coalesce(state, '') as state, pg_backend_pid() as own from pg_stat_activity where pid = any($1::int[]) or pid = pg_backend_pid()`,
      [lines.map((line) => line.processID)],
    )
    if (rows[0]?.own !== (client as unknown as Line).processID) return 'unknown' // the same driver's, not pooled
    return new Map(rows.map(({ pid, state }) => [pid, state]))
  } catch (error) {
    return error instanceof pg.DatabaseError ? 'unknown' : 'away'
  } finally {
    void client.end().catch(() => {})
  }
}
