/**
 * The understanding learned from the published articles, in this process's memory. Learned again when they change; until
 * that is done the one before keeps answering.
 */
import { buildUnderstanding, type Understanding } from '@yingda/domain/bot/understanding.ts'
import { segmenter, type Library } from '../knowledge/api.ts'

export type Learned = { (library: Library): Promise<Understanding> }

/** How long learning may hold the process before it lets others work. */
const SLICE_MS = 8

export function createLearning(): Learned {
  let known: { version: number; understanding: Understanding } | null = null
  let learning: { version: number; done: Promise<Understanding> } | null = null
  return async (library) => {
    if (known?.version === library.version) return known.understanding
    if (learning?.version !== library.version) {
      const { version } = library
      const done = learn(library).then((understanding) => {
        known = { version, understanding }
        return understanding
      })
      done.catch(() => (learning = null)) // the next question tries again; the caller hears of the failure itself
      learning = { version, done }
    }
    return known?.understanding ?? learning.done
  }
}

async function learn(library: Library): Promise<Understanding> {
  const steps = buildUnderstanding(library.articles, segmenter)
  let sliceEnds = performance.now() + SLICE_MS
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    if (performance.now() < sliceEnds) continue
    await new Promise(setImmediate)
    sliceEnds = performance.now() + SLICE_MS
  }
}
