import type { ConversationRow } from '@yingda/protocol/http/staff.ts'
import { iconAlert, iconClock } from '@yingda/ui/icons.ts'
import { wordedMs } from '../../../app/time-text.ts'
import { promiseStanding, resolutionStanding, type PromiseStanding } from '../promise-standing.ts'
import { answerOwed, owedFirst } from './owed.ts'
import type { RowWords } from './row-words.ts'

/** What a row says of time. */
export type RowTime = {
  text: string
  /** The same for those who only hear it. */
  said: string
  /** An instant instead of a wait that goes on. */
  at: string | null
  look: PromiseStanding['look'] | 'none'
  icon: string | null
  /** How much of the promised time has gone by; null: nothing is promised. */
  percent: number | null
}

/** How exactly an instant is shown goes by the day it is, and the day changes at a minute. */
const MINUTE_MS = 60_000

/**
 * Waiting since, with a promise to answer, or one to resolve that is due soon or late, where both are the one that runs out
 * first; where somebody comes back at a time, that time until it has come; put off until; ended at; else how long nothing has changed.
 */
export function rowTime(row: ConversationRow, nowMs: number, words: RowWords): RowTime {
  const { resolution, status, snoozedUntil, changedAt } = row
  const answer = answerOwed(row)
  if (resolution && owedFirst(row) === resolution && nowMs >= Date.parse(resolution.warnAt)) return toResolve(resolution, nowMs, words)
  const arrangedFor = answer && row.callBack?.from
  if (arrangedFor && nowMs < Date.parse(arrangedFor)) return { ...instant(arrangedFor, nowMs, words, `${words.arrangedFor} `), icon: iconClock }
  if (answer) return promised(answer, nowMs, words)
  if (status === 'snoozed' && snoozedUntil) return instant(snoozedUntil, nowMs, words, `${words.snoozedUntil} `)
  if (status === 'resolved' || status === 'closed') return instant(changedAt, nowMs, words, '')
  const text = words.duration(wordedMs(nowMs - Date.parse(changedAt)))
  return { text, said: `${words.quietFor} ${text}`, at: null, look: 'none', icon: null, percent: null }
}

function promised(promise: NonNullable<ConversationRow['promise']>, nowMs: number, words: RowWords): RowTime {
  const { percent, look, isLate } = promiseStanding(promise, nowMs)
  const text = words.duration(wordedMs(nowMs - Date.parse(promise.since)))
  const warning = look === 'risk' ? `${isLate ? words.late : words.nearlyLate} ` : ''
  return { text, said: `${warning}${words.waitingFor} ${text}`, at: null, look, icon: look === 'risk' ? iconAlert : null, percent }
}

/** Setting it aside does not stop that clock: it stands before until when it is put off. */
function toResolve(resolution: NonNullable<ConversationRow['resolution']>, nowMs: number, words: RowWords): RowTime {
  const { percent, look, isLate } = resolutionStanding(resolution, nowMs)
  const text = words.duration(wordedMs(nowMs - Date.parse(resolution.since)))
  const by = words.resolveBy(look, whenAt(resolution.dueAt, nowMs, words))
  return { text, said: `${by} ${words.waitingFor} ${text}`, at: null, look, icon: isLate ? iconAlert : iconClock, percent }
}

function instant(at: string, nowMs: number, words: RowWords, before: string): RowTime {
  const text = words.shortly(at, minuteOf(nowMs))
  return { text, said: `${before}${whenAt(at, nowMs, words)}`, at, look: 'none', icon: null, percent: null }
}

const whenAt = (at: string, nowMs: number, words: RowWords): string => words.when(at, minuteOf(nowMs))
const minuteOf = (nowMs: number): Date => new Date(nowMs - (nowMs % MINUTE_MS))

/** The same object for a row for as long as nothing in it changes, so that rows are drawn again only then. */
export function keptTimes(words: RowWords): (row: ConversationRow, nowMs: number) => RowTime {
  const held = new WeakMap<ConversationRow, { nowMs: number; time: RowTime }>()
  return (row, nowMs) => {
    const before = held.get(row)
    if (before?.nowMs === nowMs) return before.time
    const now = rowTime(row, nowMs, words)
    const time = before && isSame(before.time, now) ? before.time : now
    held.set(row, { nowMs, time })
    return time
  }
}

const isSame = (a: RowTime, b: RowTime): boolean => a.said === b.said && a.at === b.at && a.look === b.look && a.percent === b.percent
