/** One server of a cluster: started, killed, paused, and its clock moved. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const PROGRAM = fileURLToPath(new URL('./server-process.ts', import.meta.url))

const LAST_WORDS = 3_000

export type Server = {
  /** It runs, and is not paused. */
  isUp(): boolean
  /** Until it answers. One that ends while it starts, as any does while the database is away, is started again. */
  start(): Promise<void>
  /** SIGKILL, also while it is paused or starting. */
  kill(): Promise<void>
  pause(): void
  resume(): void
  moveClock(offsetMs: number): void
  /** What it said last, each time it ended without having been killed. */
  crashes: readonly string[]
}

export function aServer(articles: string, env: NodeJS.ProcessEnv): Server {
  let child: ChildProcess | null = null
  let state: 'down' | 'up' | 'paused' = 'down'
  let wanted = false
  const crashes: string[] = []

  const spawned = (): ChildProcess => {
    const one = fork(PROGRAM, [articles], { env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
    let lastWords = ''
    one.stderr?.on('data', (chunk: Buffer) => (lastWords = (lastWords + chunk.toString()).slice(-LAST_WORDS)))
    one.once('exit', (code) => {
      if (child !== one || state !== 'up') return
      state = 'down'
      crashes.push(`ended with ${code}: ${lastWords}`)
    })
    return one
  }

  return {
    crashes,
    isUp: () => state === 'up',
    async start() {
      wanted = true
      while (wanted && state === 'down') {
        const one = spawned()
        child = one
        const isReady = await Promise.race([once(one, 'message').then(() => true), once(one, 'exit').then(() => false)])
        if (isReady && wanted) state = 'up'
      }
    },
    async kill() {
      wanted = false
      state = 'down'
      if (child === null || child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
    pause() {
      if (state !== 'up') return
      state = 'paused'
      child?.kill('SIGSTOP')
    },
    resume() {
      if (state !== 'paused') return
      child?.kill('SIGCONT')
      state = 'up'
    },
    moveClock: (offsetMs) => void (child?.connected === true && child.send({ offsetMs })),
  }
}
