/** Two servers in processes of their own over an embedded PostgreSQL of their own; every one of them can be killed. */
import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../platform/db/embedded/free-port.ts'
import { startEmbedded } from '../../platform/db/embedded/start.ts'
import { migrate } from '../../platform/db/migrate.ts'
import { openDatabase, type Database } from '../../platform/db/open.ts'
import { until } from '../../testing/settle.ts'
import { fewArticles, PUBLIC_URL, SECRETS } from '../desk.ts'

const PROGRAM = fileURLToPath(new URL('./server-process.ts', import.meta.url))

export type Cluster = {
  /** Where the servers answer, or will answer again. */
  origins: readonly string[]
  database: Database
  isUp(index: number): boolean
  /** SIGKILL, and start it again after this pause. Resolves when it answers. */
  killServer(index: number, pauseMs: number): Promise<void>
  /** SIGKILL to the whole database, at once. What watches over it starts it again; resolves when it answers. */
  killDatabase(): Promise<void>
  stop(): Promise<void>
}

export async function aCluster(servers = 2): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'yingda-kill-'))
  chmodSync(folder, 0o711) // PostgreSQL may run under another account than ours
  const quiet = { info: () => {}, warn: () => {}, error: () => {} }
  const embedded = await startEmbedded({ dir: join(folder, 'data'), log: quiet, address: 'kill test' })
  embedded.watch()
  const database = openDatabase(embedded.url, { max: 4 })
  await migrate(database.pool)
  const articles = fewArticles(folder)
  const ports = await Promise.all(Array.from({ length: servers }, () => freePort()))

  const start = async (port: number): Promise<ChildProcess> => {
    const child = spawn(process.execPath, [PROGRAM, articles], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: {
        PATH: process.env['PATH'],
        NODE_NO_WARNINGS: '1',
        DATABASE_URL: embedded.url,
        PORT: String(port),
        PUBLIC_URL,
        SESSION_SECRET: SECRETS.session,
        CUSTOMER_JWT_SECRET: SECRETS.customer,
        YINGDA_DATA: folder,
        LOG_LEVEL: 'fatal',
      },
    })
    let printed = ''
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
    await until('the server to be ready', () => printed.includes('ready') || child.exitCode !== null, { withinMs: 60_000 })
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
    return child
  }
  const children: (ChildProcess | null)[] = await Promise.all(ports.map(start))
  const databaseAnswers = (): Promise<boolean> =>
    database.pool.query('select 1').then(
      () => true,
      () => false,
    )

  return {
    origins: ports.map((port) => `http://127.0.0.1:${port}`),
    database,
    isUp: (index) => (children[index] ?? null) !== null,
    async killServer(index, pauseMs) {
      const child = children[index] ?? null
      const port = ports[index]
      if (child === null || port === undefined) throw new Error(`there is no server ${index} to kill`)
      children[index] = null
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
      // A server that starts while the database is away gives up, as any would; whoever looks after it tries again.
      for (;;) {
        const again = await start(port).catch(() => null)
        if (again === null) continue
        children[index] = again
        return
      }
    },
    async killDatabase() {
      // Its backends see within a moment that their parent is gone, and end by themselves.
      kill(Number(readFileSync(join(embedded.dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]))
      await until('the database to be gone', async () => !(await databaseAnswers()))
      await until('the database to be back', databaseAnswers, { withinMs: 60_000 })
    },
    async stop() {
      for (const child of children) child?.kill('SIGKILL')
      await database.close()
      await embedded.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error // it was gone already
  }
}
