/** Time that passes only when a test says so. */
import type { Timers } from '../src/net/timers.ts'

export function fakeTime(startMs = Date.parse('2026-11-20T06:00:00.000Z')) {
  let nowMs = startMs
  let nextTimer = 1
  const due = new Map<number, { atMs: number; run: () => void }>()
  let longest = 0
  const timers: Timers = {
    set(run, afterMs) {
      longest = Math.max(longest, afterMs)
      due.set(nextTimer, { atMs: nowMs + afterMs, run })
      return nextTimer++
    },
    clear: (timer) => void due.delete(timer),
  }
  /** Lets what has been promised happen. */
  const settle = async () => {
    for (let round = 0; round < 20; round++) await Promise.resolve()
  }
  return {
    timers,
    now: () => nowMs,
    settle,
    /** The longest that any timer was asked to wait. */
    longestMs: () => longest,
    /** Everything due within so many milliseconds happens, in order. */
    async pass(ms: number) {
      const untilMs = nowMs + ms
      await settle()
      for (;;) {
        const next = [...due].filter(([, { atMs }]) => atMs <= untilMs).sort(([, a], [, b]) => a.atMs - b.atMs)[0]
        if (next === undefined) break
        due.delete(next[0])
        nowMs = next[1].atMs
        next[1].run()
        await settle()
      }
      nowMs = untilMs
    },
  }
}
