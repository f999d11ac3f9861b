import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Db } from './db/db.ts'

const FACT = 'session_secret'

/** By it a secret is known again, and not learned. */
const markOf = (secret: string): string => createHmac('sha256', secret).update('yingda: the same for every process').digest('base64url').slice(0, 22)

export const ANOTHER_SECRET =
  'SESSION_SECRET is another than that of the server that was started last. Servers of one database need the same one, else every page is refused by each other of them; where it was changed on purpose, second factors by code, backup codes and links of before are void'

/**
 * Leave word of the secret that this server works with.
 *
 * @returns whether the one before it had another
 */
export async function leaveMark(db: Db, secret: string, now: Date): Promise<boolean> {
  const value = JSON.stringify({ mark: markOf(secret) })
  const { rows } = await sql<{ mark: string }>`select value->>'mark' as mark from deployment_fact where name = ${FACT}`.execute(db)
  if (rows[0]?.mark === markOf(secret)) return false
  await sql`insert into deployment_fact (name, value, at) values (${FACT}, ${value}::jsonb, ${now.toISOString()})
    on conflict (name) do update set value = excluded.value, at = excluded.at`.execute(db)
  return rows.length > 0
}

/** Null: no server has left word yet. */
export async function isMarked(client: Pick<pg.ClientBase, 'query'>, secret: string): Promise<boolean | null> {
  const { rows } = await client.query<{ mark: string }>(`select value->>'mark' as mark from deployment_fact where name = $1`, [FACT])
  return rows[0] === undefined ? null : rows[0].mark === markOf(secret)
}
