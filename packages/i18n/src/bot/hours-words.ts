import type { Language } from '@yingda/protocol/language.ts'
import { nearTime } from './near-time.ts'

type Moment = { now: Date; timeZone: string; language: Language }
/** `opensAt` null where it cannot be told; `dueAt` null where no answer is promised by a certain time; `broken`: that time is to be owned up to, nobody is there to keep it. */
type Promised = { opensAt: Date | null; dueAt: Date | null; broken?: boolean }

const MINUTE_MS = 60_000

/**
 * To somebody who waits for a person outside business hours: what time it is, from when somebody answers and by when at
 * the latest, what can be done until then. A deadline is told in whole minutes, never earlier than it is; not at all
 * where the opening is unknown that it was counted from, or when it runs out before anybody is there.
 */
export function awayWords({ opensAt, dueAt, broken = false }: Promised, { now, timeZone, language }: Moment): string {
  const time = clock(now, timeZone)
  const by = opensAt === null || dueAt === null || dueAt <= opensAt ? null : byTime(dueAt, opensAt, { now, timeZone, language })
  const sorry = broken && dueAt !== null ? sorryWords(byTime(dueAt, now, { now, timeZone, language }), language) : ''
  if (language === 'en') {
    const from = opensAt === null ? 'once they’re back' : `from ${nearTime(opensAt, { now, timeZone, language })}`
    const answer = by === null ? 'in order' : `in order, and you’ll have an answer by ${by}`
    return `It’s ${time}, outside our hours. ${sorry}Colleagues answer ${from}, ${answer}. Please write down whatever may help; you don’t have to stay here.`
  }
  const from = opensAt === null ? '上班后' : `${nearTime(opensAt, { now, timeZone, language })} 起`
  const answer = by === null ? '' : `，最晚${spaced(by)} 前答复您`
  return `现在 ${time}，不在接待时间。${sorry}同事${spaced(from)}按先后答复${answer}。您可以先把情况写在这里，不用守着。`
}

const sorryWords = (time: string, language: Language): string =>
  language === 'en'
    ? `We said you’d have an answer by ${time}. We can’t keep that, and we’re sorry. Your place is kept. `
    : `原定${spaced(time)} 前答复您，这次做不到了，抱歉，您的位置还在。`

/** On a day that has just been named, or is today, the time alone. */
function byTime(dueAt: Date, named: Date, { now, timeZone, language }: Moment): string {
  const at = new Date(Math.ceil(dueAt.getTime() / MINUTE_MS) * MINUTE_MS)
  const day = (date: Date): string => new Intl.DateTimeFormat('en-CA', { timeZone }).format(date)
  return day(at) === day(named) ? clock(at, timeZone) : nearTime(at, { now, timeZone, language })
}

const clock = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
const spaced = (text: string): string => (/^\d/.test(text) ? ` ${text}` : text)
