import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { cpuUs } from '../machine.ts'
import type { LoadPlan, LoadResult, LoadWord } from './plan.ts'

export type Watched = { serverPid: number; postgresPid: number }
/** With what the processes spent within the measured time, microseconds a delivered message. */
export type Loaded = LoadResult & { serverUs: number; postgresUs: number }

/** Run this load from a process of its own. `onMeasuring` is called when the measured time begins. */
export function runLoad(plan: LoadPlan, { serverPid, postgresPid }: Watched, onMeasuring: () => void = () => {}): Promise<Loaded> {
  const child = fork(fileURLToPath(new URL('./generate.ts', import.meta.url)), [], { env: { ...process.env, NODE_NO_WARNINGS: '1' } })
  const spent = { server: 0, postgres: 0 }
  const read = (sign: 1 | -1): void => {
    spent.server += sign * cpuUs(serverPid)
    spent.postgres += sign * cpuUs(postgresPid)
  }
  child.send(plan)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => reject(new Error(`the load generator ended with ${code}`)))
    child.on('message', (word: LoadWord) => {
      if (word.word === 'failed') reject(new Error(word.why))
      else if (word.word === 'done') {
        const { result } = word
        resolve({ ...result, serverUs: spent.server / result.delivered, postgresUs: spent.postgres / result.delivered })
      } else {
        read(word.word === 'measuring' ? -1 : 1)
        if (word.word === 'measuring') onMeasuring()
      }
    })
  })
}
