import { fork, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import type { Desk } from './ask.ts'

const Ready = z.object({ port: z.int() })

/** A server on a fresh embedded database in a temporary folder. Disposing stops it and removes the folder. */
export async function startOwnServer(): Promise<Desk & AsyncDisposable> {
  const dir = await mkdtemp(join(tmpdir(), 'yingda-replay-'))
  await chmod(dir, 0o711) // PostgreSQL may run under another account than ours
  const identitySecret = randomBytes(32).toString('base64')
  const child = fork(fileURLToPath(new URL('./serve.ts', import.meta.url)), {
    // of the caller's settings none apply: it is this replay's own server
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      YINGDA_DATA: dir,
      YINGDA_DEMO: 'off',
      PORT: String(await freePort()),
      CUSTOMER_JWT_SECRET: identitySecret,
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const stop = async (): Promise<void> => {
    await stopped(child)
    await rm(dir, { recursive: true, force: true })
  }
  try {
    const { port } = Ready.parse(
      (await Promise.race([once(child, 'message'), once(child, 'exit').then(() => Promise.reject(new Error('the server did not start')))]))[0],
    )
    return { url: `http://127.0.0.1:${port}`, identitySecret, audience: 'yingda', issuer: null, [Symbol.asyncDispose]: stop }
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
