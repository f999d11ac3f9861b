import type { Span } from '@yingda/simulator/day/agents.ts'
import type { Worked } from './agent.ts'

/** Share of the time for which agents took conversations in which their places were taken; places count one by one. */
export function occupancyOf(worked: readonly Worked[]): number {
  let [there, taken] = [0, 0]
  for (const { capacity, available, held } of worked) {
    for (const span of available) {
      there += (span.until - span.from) * capacity
      for (const one of held) taken += shared(span, one)
    }
  }
  return there === 0 ? 0 : taken / there
}

const shared = (a: Span, b: Span): number => Math.max(0, Math.min(a.until, b.until) - Math.max(a.from, b.from))
