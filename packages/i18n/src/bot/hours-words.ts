import type { Language } from '@yingda/protocol/language.ts'
import { nearTime } from './near-time.ts'

type Moment = { now: Date; timeZone: string; language: Language }
/** `opensAt` null where it cannot be told; `dueAt` null where no answer is promised by a certain time. */
type Promised = { opensAt: Date | null; dueAt: Date | null }

const MINUTE_MS = 60_000

/**
 * To somebody who waits for a person outside business hours: what time it is, from when somebody answers and by when at
 * the latest, what can be done until then. A deadline is told in whole minutes, never earlier than it is; not at all
 * where the opening is unknown that it was counted from, or when it runs out before anybody is there.
 */
export function awayWords({ opensAt, dueAt }: Promised, { now, timeZone, language }: Moment): string {
  const time = clock(now, timeZone)
  const by = opensAt === null || dueAt === null || dueAt <= opensAt ? null : byTime(dueAt, opensAt, { now, timeZone, language })
  if (language === 'en') {
    const from = opensAt === null ? 'once they’re back' : `from ${nearTime(opensAt, { now, timeZone, language })}`
    const answer = by === null ? 'in order' : `in order, and you’ll have an answer by ${by}`
    return `It’s ${time}, outside our hours. Colleagues answer ${from}, ${answer}. Please write down whatever may help; you don’t have to stay here.`
  }
  const from = opensAt === null ? '上班后' : `${nearTime(opensAt, { now, timeZone, language })} 起`
  const answer = by === null ? '' : `，最晚${spaced(by)} 前答复您`
  return `现在 ${time}，不在接待时间。同事${spaced(from)}按先后答复${answer}。您可以先把情况写在这里，不用守着。`
}

/** On the day of the opening, which has just been named, the time alone. */
function byTime(dueAt: Date, opensAt: Date, { now, timeZone, language }: Moment): string {
  const at = new Date(Math.ceil(dueAt.getTime() / MINUTE_MS) * MINUTE_MS)
  const day = (date: Date): string => new Intl.DateTimeFormat('en-CA', { timeZone }).format(date)
  return day(at) === day(opensAt) ? clock(at, timeZone) : nearTime(at, { now, timeZone, language })
}

const clock = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
const spaced = (text: string): string => (/^\d/.test(text) ? ` ${text}` : text)
