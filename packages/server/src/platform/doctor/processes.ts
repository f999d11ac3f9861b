/** What several processes over one database need: the same secret, and room for the connections of each. */
import type { ClientBase } from 'pg'
import { MOST_CONNECTIONS } from '../db/open.ts'
import { ANOTHER_SECRET, isMarked } from '../session-mark.ts'
import { failed, type Finding, note, ok } from './finding.ts'

type Asks = Pick<ClientBase, 'query'>

export async function checkSecret(client: Asks, sessionSecret: string): Promise<Finding[]> {
  const { rows } = await client.query<{ stands: boolean }>(`select to_regclass('deployment_fact') is not null as stands`)
  if (rows[0]?.stands !== true || sessionSecret === '') return []
  const isSame = await isMarked(client, sessionSecret)
  if (isSame === null) return []
  if (isSame) return [ok('session secret', 'It is that of the server that was started last.')]
  return [failed('session secret', `${ANOTHER_SECRET}.`, 'Set the same SESSION_SECRET for every process, and start again those that had another.')]
}

type Room = { server: number; role: number; database: number }

/** The smallest of what the server, the account and the database allow. */
export async function checkConnections(client: Asks): Promise<Finding> {
  const { rows } = await client.query<Room>(`
    select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
        - coalesce(current_setting('reserved_connections', true), '0')::int as server,
      (select rolconnlimit from pg_roles where rolname = current_user) as role,
      (select datconnlimit from pg_database where datname = current_database()) as database`)
  const allowed = Object.values(rows[0] ?? {}).filter((limit) => limit >= 0)
  return judgeRoom(Math.min(...allowed))
}

export function judgeRoom(room: number): Finding {
  const processes = Math.floor(room / MOST_CONNECTIONS)
  const says = `PostgreSQL has room for ${room} connections; each process opens up to ${MOST_CONNECTIONS}`
  const todo = 'Raise max_connections, or the limit of the account or the database, or put a pooler in front that keeps prepared statements.'
  if (processes < 1) return failed('connections', `${says}.`, todo)
  // One more runs beside the others while a release is changed.
  if (processes < 2) return note('connections', `${says}: enough for one process, and not for a second beside it in an upgrade.`, todo)
  return ok('connections', `${says}: enough for ${processes} processes.`)
}
