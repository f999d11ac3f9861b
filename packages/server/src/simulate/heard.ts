import { setTimeout as pause } from 'node:timers/promises'
import type { Pacer } from './pacer.ts'

/** What somebody has heard so far, and waiting for something among it until a time of the day. */
export type Heard<T> = {
  all: readonly T[]
  add(fresh: readonly T[]): void
  /** The first answer that `find` gives; null when the time has come without one. `find` is asked again at everything new. */
  waitFor<R>(find: (all: readonly T[]) => R | undefined, untilSecond: () => number): Promise<R | null>
}

export function heard<T>(pacer: Pick<Pacer, 'second'>): Heard<T> {
  const all: T[] = []
  let wake = Promise.withResolvers<void>()
  return {
    all,
    add(fresh) {
      all.push(...fresh)
      wake.resolve()
      wake = Promise.withResolvers()
    },
    async waitFor(find, untilSecond) {
      for (;;) {
        const found = find(all)
        if (found !== undefined) return found
        if (pacer.second() >= untilSecond()) return null
        const stop = new AbortController()
        await Promise.race([wake.promise, pause(25, undefined, { signal: stop.signal }).catch(() => undefined)])
        stop.abort()
      }
    },
  }
}
