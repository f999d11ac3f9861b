/** How well promises were kept, as it is published. */
import type { StatusShare } from '@yingda/protocol/http/status.ts'

/** A day's requests over one channel: `Account` of obligations, as far as it matters here. */
export type DayAccount = { day: string; answered: number; open: number; inTime: number }

/** Fewer than these say more about a customer than about us: neither their share is published nor their numbers. */
const FEWEST = 10

/**
 * Of the requests that were to be answered (withdrawn ones and those ended by a decision on record left out), how many were
 * answered in time; one that is still open on a day that is over was not. Newest first.
 */
export function sharesBy(accounts: readonly DayAccount[], periodOf: (day: string) => string): StatusShare[] {
  const sums = new Map<string, { asked: number; inTime: number }>()
  for (const { day, answered, open, inTime } of accounts) {
    const sum = sums.get(periodOf(day)) ?? { asked: 0, inTime: 0 }
    sums.set(periodOf(day), { asked: sum.asked + answered + open, inTime: sum.inTime + inTime })
  }
  return [...sums]
    .map(([period, { asked, inTime }]) =>
      asked < FEWEST ? { period, asked: null, inTime: null, percent: null } : { period, asked, inTime, percent: Math.floor((inTime / asked) * 1000) / 10 },
    )
    .sort((a, b) => b.period.localeCompare(a.period))
}
