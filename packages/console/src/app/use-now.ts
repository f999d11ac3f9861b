import { useSyncExternalStore } from 'react'
import { serverNow } from './clock.ts'

/** One ticking clock for all that shows a wait: it runs only while somebody looks. */
function ticker(everyMs: number): { now: () => number; listen: (listener: () => void) => () => void } {
  const listeners = new Set<() => void>()
  let now = serverNow()
  let timer: ReturnType<typeof setInterval> | undefined
  const tick = (): void => {
    now = serverNow()
    for (const listener of listeners) listener()
  }
  return {
    now: () => now,
    listen: (listener) => {
      listeners.add(listener)
      if (listeners.size === 1) {
        now = serverNow()
        timer = setInterval(tick, everyMs)
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) clearInterval(timer)
      }
    },
  }
}

const seconds = ticker(1000)
const minutes = ticker(30_000)

/** Server time in ms, moving each second. */
export const useSecond = (): number => useSyncExternalStore(seconds.listen, seconds.now)
/** What the moving second makes of something, as a plain value; drawn again when that changes, not with every second. */
export const useEachSecond = <Value extends string | number | boolean>(read: (nowMs: number) => Value): Value =>
  useSyncExternalStore(seconds.listen, () => read(seconds.now()))
/** Server time in ms, moving twice a minute: enough for days and hours. */
export const useMinute = (): number => useSyncExternalStore(minutes.listen, minutes.now)
