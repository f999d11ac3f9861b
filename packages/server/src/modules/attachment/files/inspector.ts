/**
 * Hands files to inspecting processes and waits for their verdicts. Processes and not threads: a thread cannot be
 * stopped inside a decoder's native code, and a decoder that crashes takes its whole process with it.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Refused } from '../../../platform/refused.ts'
import type { Answer } from './inspector-process.ts'
import type { AcceptedFile, Verdict } from './verdict.ts'

export type Inspector = AsyncDisposable & {
  /** @throws Refused `attachment.type_not_allowed` | `attachment.damaged` | `server.busy` */
  inspect(bytes: Uint8Array): Promise<AcceptedFile>
}

export type InspectorOptions = {
  processes?: number
  /** From handing over to the verdict; the start of a process included. */
  timeLimitMs?: number
  /** How many files may wait in memory before more are refused. */
  maxWaiting?: number
  idleMs?: number
  /** Told when a file brought a process down or ran out of time. */
  onTrouble?: (trouble: { why: 'timeout' | 'crash'; code: number | null; signal: string | null }) => void
  program?: URL
}

const busy = (): Refused => new Refused('server.busy', { retryAfterSeconds: 10 })

type Task = { bytes: Uint8Array; resolve(verdict: Verdict): void; reject(error: unknown): void }

/** Processes start with the first file and end when there has been none for a while. */
export function openInspector(options: InspectorOptions = {}): Inspector {
  const { processes = 2, maxWaiting = 24 } = options
  const places = Array.from({ length: processes }, () => openPlace(options))
  const waiting: Task[] = []

  const workOff = async (place: Place): Promise<void> => {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
      await place.look(task.bytes).then(task.resolve, task.reject)
    }
    // In the same step as finding nothing: a task that comes between the two would wait for nobody.
    place.busy = false
  }
  const hand = (): void => {
    const free = places.find((place) => !place.busy)
    if (free === undefined) return
    free.busy = true
    void workOff(free)
  }

  return {
    async inspect(bytes) {
      if (waiting.length >= maxWaiting) throw busy()
      const verdict = await new Promise<Verdict>((resolve, reject) => {
        waiting.push({ bytes, resolve, reject })
        hand()
      })
      if ('accepted' in verdict) return verdict.accepted
      if ('type' in verdict) throw new Refused('attachment.type_not_allowed')
      throw new Refused('attachment.damaged', { reason: verdict.trouble })
    },
    async [Symbol.asyncDispose]() {
      for (const task of waiting.splice(0)) task.reject(busy())
      await Promise.all(places.map((place) => place.close()))
    },
  }
}

type Place = { busy: boolean; look(bytes: Uint8Array): Promise<Verdict>; close(): Promise<void> }

/** One process at a time, started anew when the last one has ended. */
function openPlace({
  timeLimitMs = 15_000,
  idleMs = 60_000,
  onTrouble = () => {},
  program = new URL('./inspector-process.ts', import.meta.url),
}: InspectorOptions): Place {
  let child: ChildProcess | null = null
  let idle: NodeJS.Timeout | undefined
  let closing = false
  let jobs = 0

  const start = (): ChildProcess => {
    const started = fork(fileURLToPath(program), {
      // Of our environment it sees nothing: secrets are in there.
      env: {},
      cwd: tmpdir(),
      execArgv: ['--max-old-space-size=256'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    started.once('exit', () => child === started && (child = null))
    started.on('error', () => child === started && (child = null))
    return started
  }
  /** Forgotten at once: the next file must not be handed to a process that is ending. */
  const stop = (): void => {
    child?.kill('SIGKILL')
    child = null
  }

  return {
    busy: false,
    async look(bytes) {
      clearTimeout(idle)
      child ??= start()
      const { verdict, spent } = await ask(child, { job: (jobs += 1), bytes, timeLimitMs, onTrouble: (trouble) => closing || onTrouble(trouble) })
      if (closing) throw busy()
      if (spent) stop()
      else idle = setTimeout(stop, idleMs).unref()
      return verdict
    },
    async close() {
      closing = true
      clearTimeout(idle)
      child?.ref() // else nothing may be left that keeps us here until it has ended
      const ended = child === null ? null : once(child, 'exit')
      stop()
      await ended
    },
  }
}

type Ask = { job: number; bytes: Uint8Array; timeLimitMs: number; onTrouble: NonNullable<InspectorOptions['onTrouble']> }

function ask(child: ChildProcess, { job, bytes, timeLimitMs, onTrouble }: Ask): Promise<Omit<Answer, 'job'>> {
  return new Promise((resolve, reject) => {
    let late = false
    const timer = setTimeout(() => {
      late = true
      child.kill('SIGKILL')
    }, timeLimitMs)
    const end = (): void => {
      clearTimeout(timer)
      child.off('message', answered).off('exit', ended).off('error', failed)
      child.unref()
      child.channel?.unref()
    }
    const answered = (message: unknown): void => {
      const answer = message as Answer // written by inspector-process.ts, of this same version
      if (answer.job !== job) return
      end()
      resolve(answer)
    }
    const ended = (code: number | null, signal: string | null): void => {
      onTrouble({ why: late ? 'timeout' : 'crash', code, signal })
      end()
      resolve({ verdict: { trouble: 'too_hard' }, spent: false })
    }
    const failed = (error: Error): void => {
      end()
      reject(new Error('no inspecting process could be started', { cause: error }))
    }
    child.ref()
    child.channel?.ref()
    child.on('message', answered).on('exit', ended).on('error', failed)
    // A send that fails means that the process is ending, and its end is heard above.
    child.send({ job, bytes }, () => {})
  })
}
