import { Worker } from 'node:worker_threads'
import type { Material } from './material.ts'

/** Material → what was learned, packed. */
export type Learn = (material: Material, signal: AbortSignal) => Promise<Uint8Array>

/** Learn in a thread of its own, so that the seconds it takes hold up nobody. The thread ends with it, or with the signal. */
export const learnAside: Learn = (material, signal) =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const thread = new Worker(new URL('./learn-thread.ts', import.meta.url), { workerData: material, env: {} })
    const stop = (): void => void thread.terminate()
    signal.addEventListener('abort', stop, { once: true })
    thread.once('message', resolve)
    thread.once('error', reject)
    thread.once('exit', () => {
      signal.removeEventListener('abort', stop)
      reject(new Error('the learning thread ended without a result')) // after a result this changes nothing
    })
  })
