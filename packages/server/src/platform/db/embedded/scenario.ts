/** Real servers on real folders for the tests of the embedded database: start, kill, ask, clean up. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { TestContext } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { findPostmaster } from './postmaster.ts'
import type { EmbeddedInput } from './start.ts'

export type Answer = { url?: string; dataDir?: string; adopted?: boolean; refusedBy?: string; failed?: string }
export type Owner = Answer & { process: ChildProcess; told: string[]; kill(): Promise<void>; stop(): Promise<void> }
export type OwnerOptions = { env?: Record<string, string>; uid?: number; input?: Partial<EmbeddedInput> }

const FIXTURE = fileURLToPath(new URL('./owner.fixture.ts', import.meta.url))

export const isRoot = process.getuid?.() === 0

/** A folder that every account may pass through, gone after the test with all that runs on it. */
export async function aFolder(t: TestContext, { mode = 0o711 } = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'yingda-embedded-'))
  await chmod(folder, mode)
  // Of a PostgreSQL that was killed the other processes end a moment later, and may write until then.
  cleanUp(t, 'folder', () => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }))
  return folder
}

type CleanUp = Record<'process' | 'folder', (() => Promise<unknown>)[]>
const cleanUps = new WeakMap<TestContext, CleanUp>()

/** A database can be found only while its folder stands: processes end first, folders go last. */
function cleanUp(t: TestContext, kind: keyof CleanUp, work: () => Promise<unknown>): void {
  const known = cleanUps.get(t)
  if (known) return void known[kind].push(work)
  const all: CleanUp = { process: [], folder: [] }
  all[kind].push(work)
  cleanUps.set(t, all)
  t.after(async () => {
    for (const step of [...all.process, ...all.folder]) await step()
  })
}

/** A program that sleeps under the account that owns a folder. @returns its pid */
export async function aSleeper(t: TestContext, folder: string): Promise<number> {
  const { uid, gid } = await stat(folder)
  const child = spawn('sleep', ['120'], { stdio: 'ignore', ...(isRoot && { uid, gid }) })
  cleanUp(t, 'process', async () => child.kill('SIGKILL'))
  return child.pid ?? 0
}

/** Start a server on the folder; resolves when its database is ready, or when it has been refused or has failed. */
export async function anOwner(t: TestContext, dir: string, options: OwnerOptions = {}): Promise<Owner> {
  const input = { dir, address: 'http://127.0.0.1:4600', ...options.input }
  const child = spawn(process.execPath, [FIXTURE, JSON.stringify(input)], {
    cwd: '/',
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(options.uid !== undefined && { uid: options.uid, gid: options.uid }),
  })
  const gone = once(child, 'exit')
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal)
    await gone
  }
  const told: string[] = []
  const answer = await new Promise<Answer>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = JSON.parse(line) as Answer & { log?: string }
      if (said.log === undefined) resolve(said)
      else told.push(said.log)
    })
    child.once('exit', () => resolve({ failed: 'ended without a word' }))
  })
  cleanUp(t, 'process', async () => {
    if (child.exitCode === null && child.signalCode === null) await end('SIGKILL')
    if (answer.dataDir) await killDatabase(answer.dataDir)
  })
  return { ...answer, process: child, told, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') }
}

/** SIGKILL the PostgreSQL on this folder, if one runs, and wait until its pid is gone. */
export async function killDatabase(dataDir: string): Promise<void> {
  const postmaster = await findPostmaster(dataDir)
  if (!postmaster) return
  process.kill(postmaster.pid, 'SIGKILL')
  while ((await findPostmaster(dataDir))?.pid === postmaster.pid) await wait(20)
}

export async function ask(url: string | undefined, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** Ask until it answers: for a database that is being started again. */
export async function askUntil(url: string | undefined, sql: string, { withinMs }: { withinMs: number }): Promise<Record<string, unknown>[]> {
  for (const begun = Date.now(); ; await wait(100)) {
    try {
      return await ask(url, sql)
    } catch (error) {
      if (Date.now() - begun > withinMs) throw error
    }
  }
}
