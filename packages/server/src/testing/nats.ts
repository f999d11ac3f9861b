/** A NATS server in a process of its own, that can be killed, paused and started again on its port. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { freePort } from '../platform/db/embedded/free-port.ts'
import { until } from './settle.ts'

/** `npm test` looks for it, and installs it where it may; a test run by itself finds it where Debian puts it. */
const PROGRAM = process.env['NATS_SERVER_PATH'] ?? '/usr/sbin/nats-server'

export type Nats = AsyncDisposable & {
  url: string
  port: number
  isUp(): boolean
  start(): Promise<void>
  kill(): Promise<void>
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void
}

/** Started. */
export async function aNatsServer(): Promise<Nats> {
  const port = await freePort()
  let running: ChildProcess | null = null

  const start = async (): Promise<void> => {
    const child = spawn(PROGRAM, ['--addr', '127.0.0.1', '--port', String(port)], { stdio: 'ignore' })
    const failed = once(child, 'error').then(([error]) => Promise.reject(error as Error)) // what spawn says of a program that is not there
    await Promise.race([failed, until('NATS to answer', () => accepts(port))])
    running = child
  }
  const kill = async (): Promise<void> => {
    const child = running
    running = null
    if (child === null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }

  await start()
  return {
    url: `nats://127.0.0.1:${port}`,
    port,
    isUp: () => running !== null,
    start,
    kill,
    signal: (signal) => void running?.kill(signal),
    [Symbol.asyncDispose]: kill,
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
