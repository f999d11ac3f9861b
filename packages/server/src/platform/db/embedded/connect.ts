import { Client } from 'pg'
import { DATABASE_USER } from './cluster.ts'

export const DATABASE_NAME = 'yingda'

export type Login = { port: number; password: string }

/** The address for the server's pool. TLS is named off, as an inherited PGSSLMODE would otherwise turn it on. */
export const databaseUrl = ({ port, password }: Login): string =>
  `postgres://${DATABASE_USER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${DATABASE_NAME}?sslmode=disable`

/**
 * True when the server at this port knows our password. SCRAM proves it both ways: a stranger who happens to listen
 * there cannot pass for our database.
 */
export async function acceptsUs(login: Login): Promise<boolean> {
  return withClient(login, async (client) => void (await client.query('select 1'))).then(
    () => true,
    () => false,
  )
}

export async function ensureDatabase(login: Login): Promise<void> {
  await withClient(login, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE_NAME])
    if (rowCount === 0) await client.query(`create database ${DATABASE_NAME}`)
  })
}

async function withClient<T>({ port, password }: Login, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: DATABASE_USER,
    password,
    database: 'postgres',
    ssl: false,
    connectionTimeoutMillis: 5_000,
  })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
