import { fork, type ChildProcess, type Serializable } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import type { Desk } from './ask.ts'

const Ready = z.object({ port: z.int(), databaseUrl: z.string() })

export type OwnServer = Desk & AsyncDisposable & { child: ChildProcess; databaseUrl: string }

/** `beginning` is sent to it as soon as it listens for it. */
type Program = { program: URL; env: Readonly<Record<string, string>>; beginning?: Serializable }
const REPLAY: Program = { program: new URL('./serve.ts', import.meta.url), env: { YINGDA_DEMO: 'off' } }

/** A server on a fresh embedded database in a temporary folder. Disposing stops it and removes the folder. */
export async function startOwnServer({ program, env, beginning }: Program = REPLAY): Promise<OwnServer> {
  const dir = await mkdtemp(join(tmpdir(), 'yingda-own-'))
  await chmod(dir, 0o711) // PostgreSQL may run under another account than ours
  const identitySecret = randomBytes(32).toString('base64')
  const child = fork(fileURLToPath(program), {
    // of the caller's settings none apply: it is its own server
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      YINGDA_DATA: dir,
      PORT: String(await freePort()),
      CUSTOMER_JWT_SECRET: identitySecret,
      LOG_LEVEL: 'warn',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  if (beginning !== undefined) child.send(beginning)
  const stop = async (): Promise<void> => {
    await stopped(child)
    await rm(dir, { recursive: true, force: true })
  }
  try {
    const { port, databaseUrl } = Ready.parse(
      (await Promise.race([once(child, 'message'), once(child, 'exit').then(() => Promise.reject(new Error('the server did not start')))]))[0],
    )
    return { url: `http://127.0.0.1:${port}`, identitySecret, audience: 'yingda', issuer: null, child, databaseUrl, [Symbol.asyncDispose]: stop }
  } catch (error) {
    await stop()
    throw error
  }
}
async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  if (child.connected) child.disconnect()
  await exit
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
