/** A whole server over a test's own database, as `main.ts` makes it but for its address: any free port, nothing printed. */
import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createApp, type App } from '../app.ts'
import { systemClock, type Clock } from '../platform/clock.ts'
import { loadConfig, type Config } from '../platform/config.ts'
import { openDatabase, type Database } from '../platform/db/open.ts'
import { createLog } from '../platform/telemetry.ts'
import { newId } from '../platform/uuid.ts'
import type { FrontEnds } from '../app/front-ends.ts'
import type { TestDatabase } from '../testing/database.ts'

export const SECRETS = {
  session: randomBytes(32).toString('base64url'),
  customer: randomBytes(32).toString('base64url'),
  wallet: randomBytes(32).toString('base64url'),
  webhook: randomBytes(32).toString('base64url'),
}
export const PUBLIC_URL = 'https://desk.example'

export type Desk = {
  app: App
  database: Database
  config: Config
  /** Where it listens; only after `start`. */
  origin(): string
  start(): Promise<void>
  stop(): Promise<void>
}

type DeskOptions = {
  env?: Readonly<Record<string, string>>
  clock?: Clock
  /** Gets every line that is logged. */
  logTo?: { write(line: string): void }
  frontEnds?: FrontEnds
  /** To the database. */
  connections?: number
}

const ALL_ARTICLES = fileURLToPath(new URL('../../../help/articles/', import.meta.url))
/** A bot that has little to learn is at work at once. */
const FEW_ARTICLES = /^(refund-|why-payment)/

/** A folder with a few of the starter articles. */
export function fewArticles(folder: string): string {
  const to = join(folder, 'articles')
  cpSync(ALL_ARTICLES, to, { recursive: true, filter: (path) => !path.endsWith('.md') || FEW_ARTICLES.test(basename(path)) })
  return to
}

/** One more server process, as far as the others can tell: its own pool, bus, leases. Stopped before the database goes. */
export async function aDesk(
  { url, beforeDrop }: Pick<TestDatabase, 'url' | 'beforeDrop'>,
  { env = {}, clock = systemClock, logTo, frontEnds, connections = 10 }: DeskOptions = {},
): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), 'yingda-flow-'))
  const articleFolder = fewArticles(folder)
  const config: Config = {
    ...loadConfig(
      {
        DATABASE_URL: url,
        SESSION_SECRET: SECRETS.session,
        CUSTOMER_JWT_SECRET: SECRETS.customer,
        PUBLIC_URL,
        YINGDA_DATA: folder,
        LOG_LEVEL: 'error',
        VISITORS_PER_ADDRESS_PER_HOUR: '100000',
        VISITOR_MESSAGES_PER_MINUTE: '100000',
        VISITOR_HANDOVERS_PER_HOUR: '100000',
        VISITOR_CONVERSATIONS_PER_HOUR: '100000',
        ...env,
      },
      { root: folder },
    ),
    port: 0,
  }
  const database = openDatabase(url, { max: connections })
  const nodeId = newId(clock.now().getTime())
  const app = await createApp({ config, database, log: createLog(config.logLevel, nodeId, logTo), nodeId, clock, articleFolder, frontEnds })
  let port: number | null = null
  let stopped = false
  const desk: Desk = {
    app,
    database,
    config,
    origin() {
      if (port === null) throw new Error('this desk does not listen')
      return `http://127.0.0.1:${port}`
    },
    async start() {
      port = await app.start()
    },
    async stop() {
      if (stopped) return
      stopped = true
      await app.stop()
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  beforeDrop(() => desk.stop())
  return desk
}
