/** The whole product in one process, the demo wallet beside it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../platform/db/embedded/free-port.ts'
import { testDatabase } from '../../testing/database.ts'

const MAIN = fileURLToPath(new URL('../../main.ts', import.meta.url))
const READY_WITHIN_MS = 60_000
const STOP_WITHIN_MS = 25_000

export type Service = {
  /** Where the desk answers, by the name under which browsers make passkeys. */
  url: string
  walletUrl: string
  /** Everything printed since the last start. */
  printed(): string
  stop(): Promise<void>
  /** SIGKILL: it closes nothing and tells nobody. */
  kill(): Promise<void>
  /** Again on the same folder and ports. */
  start(): Promise<void>
}

export type ServiceOptions = {
  env?: Readonly<Record<string, string>>
  /** As its user starts it first: it makes a database and secrets of its own in its folder. Takes twice the work. */
  onItsOwn?: boolean
}

/** Started, and ended with the test file; the demonstration on one of the test run's databases, unless a database is named. */
export async function aService({ env: given = {}, onItsOwn = false }: ServiceOptions = {}): Promise<Service> {
  const database = onItsOwn || 'DATABASE_URL' in given ? null : await testDatabase()
  const env = database === null ? given : { ...demoOn(database.url), ...given }
  const folder = mkdtempSync(join(tmpdir(), 'yingda-journey-'))
  // The database runs under another account when the test runs as root; it must be able to walk in.
  chmodSync(folder, 0o711)
  const [port, walletPort] = [await freePort(), await freePort()]
  let running: ChildProcess | null = null
  let printed = ''

  const service: Service = {
    url: `http://localhost:${port}`,
    walletUrl: `http://127.0.0.1:${walletPort}`,
    printed: () => printed,
    async start() {
      printed = ''
      const child = spawn(process.execPath, [MAIN], {
        env: { ...bareEnvironment(), YINGDA_DATA: join(folder, 'data'), PORT: String(port), DEMO_WALLET_PORT: String(walletPort), LOG_LEVEL: 'warn', ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      running = child
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk.toString()))
      await ready(child, () => printed)
    },
    async stop() {
      const child = running
      running = null
      if (child === null) return
      const tooLong = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS)
      await ended(child, 'SIGTERM')
      clearTimeout(tooLong)
    },
    async kill() {
      const child = running
      running = null
      if (child !== null) await ended(child, 'SIGKILL')
    },
  }
  database?.beforeDrop(() => service.stop())
  after(async () => {
    await service.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  await service.start()
  return service
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill(signal)
  await gone
}

/** The demonstration on a database that is there: what a test looks into, or what outlives the service. */
export function demoOn(databaseUrl: string): Readonly<Record<string, string>> {
  const secret = (): string => randomBytes(32).toString('base64url')
  return {
    DATABASE_URL: databaseUrl,
    YINGDA_DEMO: 'on',
    SESSION_SECRET: secret(),
    CUSTOMER_JWT_SECRET: secret(),
    WALLET_SECRET: secret(),
    WEBHOOK_SECRET: secret(),
  }
}

/** What the machine needs to run a program, and none of the settings somebody may have set for his own service. */
function bareEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, LANG, TMPDIR, SystemRoot, NODE_COMPILE_CACHE } = process.env
  return { PATH, HOME, LANG, TMPDIR, SystemRoot, NODE_COMPILE_CACHE }
}

function ready(child: ChildProcess, printed: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (why: string) => reject(new Error(`the service ${why}:\n${printed()}`))
    const late = setTimeout(() => failed('is not ready'), READY_WITHIN_MS)
    child.once('exit', (code) => {
      clearTimeout(late)
      failed(`ended with ${code}`)
    })
    child.stdout?.on('data', () => {
      if (!printed().includes('is ready')) return
      clearTimeout(late)
      resolve()
    })
  })
}
