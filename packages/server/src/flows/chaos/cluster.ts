/**
 * Several servers in processes of their own over an embedded PostgreSQL and a NATS of their own. Each line between a
 * client and a server, a server and the database, a server and NATS goes through a proxy that can cut it.
 */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../platform/db/embedded/free-port.ts'
import { startEmbedded } from '../../platform/db/embedded/start.ts'
import { migrate } from '../../platform/db/migrate.ts'
import { openDatabase, type Database } from '../../platform/db/open.ts'
import { aNatsServer, type Nats } from '../../testing/nats.ts'
import { until } from '../../testing/settle.ts'
import { fewArticles, PUBLIC_URL, SECRETS } from '../desk.ts'
import { aProxy, type Proxy } from '../../testing/proxy.ts'
import type { Link } from './schedule.ts'
import { aServer, type Server } from './server.ts'

export const STORAGE_QUOTA_BYTES = 200_000

export type Cluster = AsyncDisposable & {
  /** Where clients reach the servers: through the proxies. */
  origins: readonly string[]
  servers: readonly Server[]
  /** The line in front of each server, and behind it. */
  lines: Readonly<Record<Link, readonly Proxy[]>>
  nats: Nats
  /** Past every proxy: for looking, never for taking part. */
  database: Database
  /** SIGKILL to the whole database, or a restart in order. What watches over it starts it again; resolves when it answers. */
  fellDatabase(signal: 'SIGKILL' | 'SIGINT'): Promise<void>
}

export async function aCluster(count: number): Promise<Cluster> {
  await using started = new AsyncDisposableStack()
  const folder = mkdtempSync(join(tmpdir(), 'yingda-chaos-'))
  started.defer(() => rmSync(folder, { recursive: true, force: true }))
  chmodSync(folder, 0o711) // PostgreSQL may run under another account than ours
  const quiet = { info: () => {}, warn: () => {}, error: () => {} }
  const embedded = await startEmbedded({ dir: join(folder, 'data'), log: quiet, address: 'fault campaign' })
  started.defer(() => embedded.stop())
  embedded.watch()
  const database = openDatabase(embedded.url, { max: 4 })
  started.defer(() => database.close())
  await migrate(database.pool)
  const nats = started.use(await aNatsServer())

  const proxiesTo = async (ports: readonly number[]): Promise<Proxy[]> => {
    const proxies = await Promise.all(ports.map((port) => aProxy(port)))
    for (const proxy of proxies) started.defer(() => proxy.close())
    return proxies
  }
  const ports = await Promise.all(Array.from({ length: count }, () => freePort()))
  const databasePort = Number(new URL(embedded.url).port)
  const lines = {
    client: await proxiesTo(ports),
    database: await proxiesTo(ports.map(() => databasePort)),
    nats: await proxiesTo(ports.map(() => nats.port)),
  }
  const articles = fewArticles(folder)
  const servers = ports.map((port, index) =>
    aServer(articles, {
      ...environment(folder),
      PORT: String(port),
      DATABASE_URL: withPort(embedded.url, lines.database[index]),
      NATS_URL: withPort(nats.url, lines.nats[index]),
    }),
  )
  for (const server of servers) started.defer(() => server.kill())
  await Promise.all(servers.map((server) => server.start()))

  const stack = started.move()
  const postmaster = join(embedded.dataDir, 'postmaster.pid')
  return {
    origins: lines.client.map(({ port }) => `http://127.0.0.1:${port}`),
    servers,
    lines,
    nats,
    database,
    async fellDatabase(signal) {
      // Of a killed one the backends see within a moment that their parent is gone, and end by themselves.
      const pid = Number(readFileSync(postmaster, 'utf8').split('\n')[0])
      process.kill(pid, signal)
      await until('the database to be back', async () => pidIn(postmaster) !== pid && (await answers(database)), { withinMs: 60_000 })
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}

const environment = (folder: string): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  NODE_NO_WARNINGS: '1',
  // They are started often: what was read and compiled once is kept.
  NODE_COMPILE_CACHE: join(folder, 'compiled'),
  PUBLIC_URL,
  SESSION_SECRET: SECRETS.session,
  CUSTOMER_JWT_SECRET: SECRETS.customer,
  YINGDA_DATA: folder,
  STORAGE_QUOTA_BYTES: String(STORAGE_QUOTA_BYTES),
  LOG_LEVEL: 'fatal',
  VISITORS_PER_ADDRESS_PER_HOUR: '100000',
  VISITOR_MESSAGES_PER_MINUTE: '100000',
  VISITOR_HANDOVERS_PER_HOUR: '100000',
})

function withPort(address: string, proxy: Proxy | undefined): string {
  const url = new URL(address)
  url.port = String(proxy?.port)
  return url.href
}

function pidIn(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8').split('\n')[0])
  } catch {
    return Number.NaN // none runs
  }
}

const answers = (database: Database): Promise<boolean> =>
  database.pool.query('select 1').then(
    () => true,
    () => false,
  )
