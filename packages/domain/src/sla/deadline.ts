import type { PromiseKind } from '@yingda/protocol/entries/conversation.ts'
import type { Priority } from '../conversation/owed.ts'

/** What is promised: an answer within so many minutes, and a warning when this share of them has gone by. */
export type PromiseTarget = { kind: PromiseKind; priority: Priority; minutes: number; warnPercent: number }

/** Instants in UTC milliseconds. */
export type Deadline = { warnAtMs: number; dueAtMs: number }

/** Time that counts: answers the instant at which this much of it has gone by since `fromMs`. */
export type AddTime = (fromMs: number, durationMs: number) => number

/** Every minute counts: for a bot, and for a team without opening hours. */
export const plainTime: AddTime = (fromMs, durationMs) => fromMs + durationMs

/**
 * By when an answer is promised that began to be owed at `fromMs`.
 *
 * @throws Error when no promise covers this kind and priority: the table of promises is complete by its migration
 */
export function deadlineOf(targets: readonly PromiseTarget[], what: { kind: PromiseKind; priority: Priority; fromMs: number }, add: AddTime): Deadline {
  const target = targets.find((one) => one.kind === what.kind && one.priority === what.priority)
  if (target === undefined) throw new Error(`nothing is promised for ${what.kind}, ${what.priority}`)
  const durationMs = target.minutes * 60_000
  return { warnAtMs: add(what.fromMs, (durationMs * target.warnPercent) / 100), dueAtMs: add(what.fromMs, durationMs) }
}
