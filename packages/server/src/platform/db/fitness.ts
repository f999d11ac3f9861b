/** Whether Yingda can live in a database at all: its release and its encoding. */
import type { ClientBase } from 'pg'

export type DatabaseServer = { version: number; shown: string; encoding: string }
/** What is wrong, and what to do about it; each a sentence. */
export type Unfit = { says: string; todo: string }

const OLDEST = 150_000

export async function askServer(client: Pick<ClientBase, 'query'>): Promise<DatabaseServer> {
  const { rows } = await client.query<DatabaseServer>(
    `select current_setting('server_version_num')::int as version, current_setting('server_version') as shown, current_setting('server_encoding') as encoding`,
  )
  if (rows[0] === undefined) throw new Error('the database does not say what it is')
  return rows[0]
}

export const tooOld = ({ version, shown }: DatabaseServer): Unfit | null =>
  version >= OLDEST ? null : { says: `PostgreSQL ${shown} is too old.`, todo: 'Yingda needs 15 or later.' }

export const wrongEncoding = ({ encoding }: DatabaseServer): Unfit | null =>
  encoding === 'UTF8'
    ? null
    : {
        says: `The database is ${encoding}; Chinese and emoji would be lost.`,
        todo: "Make a new one: create database yingda encoding 'UTF8' template template0.",
      }

/** Nothing can be kept in it as it is. The message says why and what to do. */
export class DatabaseUnfit extends Error {
  override readonly name = 'DatabaseUnfit'
}

/** Asked before anything is made in it. @throws DatabaseUnfit */
export async function refuseUnfit(client: Pick<ClientBase, 'query'>): Promise<void> {
  const server = await askServer(client)
  const unfit = tooOld(server) ?? wrongEncoding(server)
  if (unfit !== null) throw new DatabaseUnfit(`${unfit.says} ${unfit.todo} Nothing was written.`)
}
