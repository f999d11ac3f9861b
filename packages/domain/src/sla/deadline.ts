import type { PromiseKind, ReplyPromise } from '@yingda/protocol/entries/conversation.ts'
import type { Priority } from '../conversation/owed.ts'
import { addBusinessMs, type BusinessCalendar } from './business-time.ts'

/** What is promised: an answer, or that it is resolved, within so many minutes, and a warning when this share of them has gone by; `minutes` null = nothing. */
export type PromiseTarget = { kind: PromiseKind; priority: Priority; minutes: number | null; warnPercent: number }

/** Instants in UTC milliseconds. */
export type Deadline = { warnAtMs: number; dueAtMs: number }

/**
 * By when an answer is promised that began to be owed at `fromMs`, in the hours of this calendar. Where the calendar
 * ends before, every minute counts: an answer is owed all the same.
 *
 * @throws Error when no promise covers this kind and priority: the table of promises is complete by its migration
 */
export function deadlineOf(
  targets: readonly PromiseTarget[],
  what: { kind: ReplyPromise; priority: Priority; fromMs: number },
  calendar: BusinessCalendar,
): Deadline {
  const target = targets.find((one) => one.kind === what.kind && one.priority === what.priority)
  if (target === undefined || target.minutes === null) throw new Error(`nothing is promised for ${what.kind}, ${what.priority}`)
  const after = (durationMs: number): number => addBusinessMs(calendar, what.fromMs, durationMs) ?? what.fromMs + durationMs
  const durationMs = target.minutes * 60_000
  return { warnAtMs: after((durationMs * target.warnPercent) / 100), dueAtMs: after(durationMs) }
}
