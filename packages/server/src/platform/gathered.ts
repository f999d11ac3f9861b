/**
 * What many ask at once, asked of the database once. For look-ups by key that all clients need when they come: what is
 * asked within one turn of the loop, and while the question before it is under way, goes out together. No timer: one who asks
 * alone is served at once, and the more there are, the more go into one statement, so that nobody needs to be refused.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { anErrand, onErrand, type Work } from './admission/work.ts'
import { isConnectionLost } from './db/connection-lost.ts'
import { isNotNow } from './refused.ts'

/** @returns an answer for each, in order */
export type AskTogether<I, O> = (asked: readonly I[]) => Promise<readonly Gathered<O>[]>
/** One of many may be refused alone. */
export type Gathered<O> = { ok: O } | { error: unknown }

type Options = {
  /** What these questions are worth in the line for a connection. */
  work: Work
  /** So many go together at most. */
  most?: number
}
type Waiting<I, O> = { input: I; resolve(value: O): void; reject(error: unknown): void }

const MOST = 500

/**
 * @returns one call, one answer. Where a question fails unexpectedly each half is asked by itself, so that what cannot be
 *   asked at all fails alone; where the database is away it fails for all.
 */
export function gathered<I, O>(ask: AskTogether<I, O>, { work, most = MOST }: Options): (input: I) => Promise<O> {
  let waiting: Waiting<I, O>[] = []
  let isAsking = false

  const askAll = async (asking: readonly Waiting<I, O>[]): Promise<void> => {
    try {
      const answers = await onErrand(anErrand(work), () => ask(asking.map(({ input }) => input)))
      asking.forEach((one, index) => tell(one, answers[index]))
    } catch (error) {
      if (asking.length > 1 && !isConnectionLost(error) && !isNotNow(error)) return askHalves(asking)
      for (const one of asking) one.reject(error)
    }
  }

  const askHalves = async (asking: readonly Waiting<I, O>[]): Promise<void> => {
    const middle = asking.length >> 1
    await askAll(asking.slice(0, middle))
    await askAll(asking.slice(middle))
  }

  const askInTurn = async (): Promise<void> => {
    do {
      await nextTurn()
      const asking = waiting.slice(0, most)
      waiting = waiting.slice(most)
      await askAll(asking)
    } while (waiting.length > 0)
    isAsking = false
  }

  return (input) =>
    new Promise((resolve, reject) => {
      waiting.push({ input, resolve, reject })
      if (isAsking) return
      isAsking = true
      void askInTurn()
    })
}

function tell<I, O>(one: Waiting<I, O>, answer: Gathered<O> | undefined): void {
  if (answer === undefined) one.reject(new Error('a question asked together was left unanswered'))
  else if ('ok' in answer) one.resolve(answer.ok)
  else one.reject(answer.error)
}
