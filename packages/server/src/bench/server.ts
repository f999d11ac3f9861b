import { fork, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { freePort } from '../platform/db/embedded/free-port.ts'

export type Secrets = { session: string; customer: string }
export type Server = { origin: string; pid: number /** In order, as a restart does. */; stop(): Promise<void>; collectGarbage(): void }
export type ServerInput = {
  databaseUrl: string
  folder: string
  secrets: Secrets
  /** Comes back under the same address. */
  port?: number
  env?: Readonly<Record<string, string>>
  /** Further flags for Node, as `--cpu-prof`. */
  flags?: readonly string[]
}

const ARTICLES = fileURLToPath(new URL('../../../help/articles/', import.meta.url))
const Ready = z.object({ port: z.int() })

export const newSecrets = (): Secrets => ({ session: randomBytes(32).toString('base64url'), customer: randomBytes(32).toString('base64url') })

/** A server in a process of its own. The bot has little to learn, so that learning is over before anything is measured. */
export async function startServer({ databaseUrl, folder, secrets, port, env = {}, flags = [] }: ServerInput): Promise<Server> {
  const articles = join(folder, 'articles')
  cpSync(ARTICLES, articles, { recursive: true, filter: (path) => !path.endsWith('.md') || /[/\\](?:refund-|why-payment)/.test(path) })
  const at = port ?? (await freePort())
  const child = fork(fileURLToPath(new URL('./serve.ts', import.meta.url)), [articles], {
    execArgv: ['--expose-gc', ...flags],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: {
      PATH: process.env['PATH'],
      NODE_NO_WARNINGS: '1',
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      DATABASE_URL: databaseUrl,
      PORT: String(at),
      PUBLIC_URL: `http://127.0.0.1:${at}`,
      SESSION_SECRET: secrets.session,
      CUSTOMER_JWT_SECRET: secrets.customer,
      YINGDA_DATA: folder,
      LOG_LEVEL: 'error',
      ...env,
    },
  })
  const ready = once(child, 'message').then(([message]) => Ready.parse(message))
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`the server ended with ${code}`)))
  ended.catch(() => {})
  await Promise.race([ready, ended])
  if (child.pid === undefined) throw new Error('the server has no process')
  const { pid } = child
  return { origin: `http://127.0.0.1:${at}`, pid, stop: () => stopped(child), collectGarbage: () => void process.kill(pid, 'SIGUSR2') }
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 20_000)
  await exit
  clearTimeout(timer)
}
