/** A Yingda with its embedded database, in a process and a folder of its own, and the commands of an operator. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../platform/db/embedded/free-port.ts'
import { inspectEmbedded } from '../../platform/db/embedded/inspect.ts'
import { openDatabase, type Database } from '../../platform/db/open.ts'
import { until } from '../../testing/settle.ts'
import { fewArticles, SECRETS } from '../desk.ts'

export type Ran = { code: number | null; out: string; err: string }
export type Running = { child: ChildProcess; done: Promise<Ran>; said(): string }
export type Server = { origin: string; database: Database; stop(): Promise<void> }

const program = (name: string): string => fileURLToPath(new URL(`../../${name}.ts`, import.meta.url))
const PASSPHRASE = 'four quiet blue herons'

/** A folder for everything, gone when `remove` is called. */
export function aPlace(): { path(name: string): string; passphraseFile: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'yingda-backup-'))
  chmodSync(folder, 0o711) // PostgreSQL may run under another account than ours
  const passphraseFile = join(folder, 'passphrase')
  writeFileSync(passphraseFile, `${PASSPHRASE}\n`, { mode: 0o600 })
  return { path: (name) => join(folder, name), passphraseFile, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

const clean = { PATH: process.env['PATH'], NODE_NO_WARNINGS: '1' }

/** `npm run backup` or `npm run restore`, under way. */
export function run(name: 'backup' | 'restore', args: string[], env: Record<string, string>): Running {
  const child = spawn(process.execPath, [program(name), ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...clean, ...env } })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const done = once(child, 'close').then(() => ({ code: child.exitCode, out, err }))
  return { child, done, said: () => err }
}

/** Started on this data folder, as `npm start` does it. */
export async function aServer(data: string, env: Record<string, string> = {}): Promise<Server> {
  mkdirSync(data, { mode: 0o711 })
  const port = await freePort()
  const child = spawn(process.execPath, [program('flows/backup/server-process'), fewArticles(data)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...clean,
      YINGDA_DATA: data,
      YINGDA_DEMO: 'off',
      PORT: String(port),
      CUSTOMER_JWT_SECRET: SECRETS.customer,
      LOG_LEVEL: 'fatal',
      VISITORS_PER_ADDRESS_PER_HOUR: '100000',
      ...env,
    },
  })
  let printed = ''
  const collect = (chunk: Buffer): void => void (printed += chunk.toString())
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)
  const gone = once(child, 'exit')
  await until('Yingda to be ready', () => printed.includes('ready') || child.exitCode !== null, { withinMs: 90_000 })
  if (child.exitCode !== null) throw new Error(`Yingda ended with ${child.exitCode}: ${printed}`)
  const embedded = await inspectEmbedded(data)
  if (embedded.state !== 'running') throw new Error('no database runs')
  const database = openDatabase(embedded.url, { max: 2 })
  return {
    origin: `http://127.0.0.1:${port}`,
    database,
    async stop() {
      await database.close()
      if (child.exitCode !== null) return
      child.kill('SIGTERM')
      await gone
    },
  }
}
