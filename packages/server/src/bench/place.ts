/** Where a run happens: a folder and a PostgreSQL of its own, with a fresh database for each scene. */
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded, type Embedded } from '../platform/db/embedded/start.ts'
import { migrate } from '../platform/db/migrate.ts'
import { openDatabase } from '../platform/db/open.ts'

export type Place = AsyncDisposable & {
  folder: string
  /** The postmaster; its backends descend from it. */
  readonly postgresPid: number
  /** A migrated database of its own. @returns its address */
  freshDatabase(): Promise<string>
  dropDatabase(url: string): Promise<void>
  /** One statement as the superuser, outside any scene's database. */
  asSuperuser(statement: string): Promise<void>
  /** From now on PostgreSQL remembers when each transaction committed. It is started again for it: call this first. */
  keepCommitTimes(): Promise<void>
}

const quiet = { info: () => {}, warn: () => {}, error: (text: string) => void process.stderr.write(`${text}\n`) }

/** @param server the address of a PostgreSQL on this machine, as its superuser; null: a new one of our own */
export async function openPlace(server: string | null = null): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'yingda-bench-'))
  await chmod(folder, 0o711) // PostgreSQL may run under another account than ours
  return server === null ? ownPlace(folder) : placeOn(folder, server)
}

async function ownPlace(folder: string): Promise<Place> {
  let embedded = await startIn(folder)
  return {
    folder,
    get postgresPid() {
      return embedded.pid
    },
    freshDatabase: () => freshDatabase(embedded.url),
    dropDatabase: (url) => dropDatabase(embedded.url, url),
    asSuperuser: (statement) => execute(embedded.url, statement),
    async keepCommitTimes() {
      await execute(embedded.url, 'alter system set track_commit_timestamp = on')
      await embedded.stop()
      embedded = await startIn(folder)
    },
    async [Symbol.asyncDispose]() {
      await embedded.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function placeOn(folder: string, server: string): Promise<Place> {
  const postgresPid = await postmasterOf(server)
  return {
    folder,
    postgresPid,
    freshDatabase: () => freshDatabase(server),
    dropDatabase: (url) => dropDatabase(server, url),
    asSuperuser: (statement) => execute(server, statement),
    async keepCommitTimes() {
      const [is] = await ask<{ track_commit_timestamp: string }>(server, 'show track_commit_timestamp')
      if (is?.track_commit_timestamp !== 'on')
        throw new Error('this scene asks when something was committed: set track_commit_timestamp = on and start PostgreSQL again')
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

/** The parent of the process that answers us, which is of this machine. */
async function postmasterOf(server: string): Promise<number> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    const status = await readFile(`/proc/${rows[0]?.pid}/status`, 'utf8').catch(() => '')
    const parent = /^PPid:\s+(\d+)$/m.exec(status)?.[1]
    if (parent === undefined) throw new Error('the PostgreSQL that is measured has to run on this machine: its processor time is read from /proc')
    return Number(parent)
  } finally {
    await client.end()
  }
}

async function startIn(folder: string): Promise<Embedded & { pid: number }> {
  const embedded = await startEmbedded({ dir: join(folder, 'data'), log: quiet, address: 'bench' })
  const pid = Number((await readFile(join(embedded.dataDir, 'postmaster.pid'), 'utf8')).split('\n')[0])
  return { ...embedded, pid }
}

/** On any server whose superuser this address names. @returns the new database's address */
export async function freshDatabase(server: string): Promise<string> {
  const url = new URL(server)
  url.pathname = `/bench_${randomBytes(6).toString('hex')}`
  await execute(server, `create database ${url.pathname.slice(1)} template template0 encoding 'UTF8'`)
  const database = openDatabase(url.href, { max: 2 })
  await migrate(database.pool).finally(() => database.close())
  return url.href
}

const dropDatabase = (server: string, url: string): Promise<void> => execute(server, `drop database if exists ${new URL(url).pathname.slice(1)} with (force)`)

export async function execute(url: string, statement: string): Promise<void> {
  await ask(url, statement)
}

async function ask<Row extends pg.QueryResultRow>(url: string, statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<Row>(statement).finally(() => client.end())
  return rows
}
