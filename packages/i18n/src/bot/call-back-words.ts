import type { CallBackChannel } from '@yingda/protocol/entries/conversation.ts'
import type { Language } from '@yingda/protocol/language.ts'
import { nearTime } from './near-time.ts'

type Moment = { now: Date; timeZone: string; language: Language }
export type Arranged = { channel: CallBackChannel; from: Date | null; until: Date | null }

const DOES = {
  'zh-CN': { phone: '打给您', chat: '在这里回复您', mail: '写邮件答复您' },
  en: { phone: 'call you', chat: 'reply to you here', mail: 'e-mail you' },
} as const

/** To somebody whose time to be called back at has been put to another one, since nobody is there at the one he chose. */
export function callBackMovedWords({ channel, from, until }: Arranged, moment: Moment): string {
  const does = DOES[moment.language][channel]
  const time = from === null || until === null ? null : between(from, until, moment)
  if (moment.language === 'en')
    return `Nobody is on duty at the time you arranged after all. A colleague will ${does} ${time === null ? 'when it’s your turn' : `at ${time}`} instead. If that doesn’t suit you, you can choose another time here.`
  return `抱歉，您约的时间后来改为不接待，同事会在${amid(time)}${does}。如果不方便，可以在这里另选时间。`
}

/** To somebody who has agreed another time with a colleague: in writing, so that both know which. */
export function callBackAgreedWords({ channel, from, until }: Arranged, moment: Moment): string {
  const does = DOES[moment.language][channel]
  const time = from === null || until === null ? null : between(from, until, moment)
  if (moment.language === 'en')
    return `As agreed with you, a colleague will ${does} ${time === null ? 'when it’s your turn' : `at ${time}`}. If that isn’t right, you can choose another time here.`
  return `按跟您说好的，同事会在${amid(time)}${does}。如果时间不对，可以在这里另选。`
}

const amid = (time: string | null): string => (time === null ? '轮到您时' : /^\d/.test(time) ? ` ${time} ` : `${time} `)

/** "11 月 23 日 09:00–09:30"; "09:00–09:30 on 23 November". */
function between(from: Date, until: Date, moment: Moment): string {
  const end = new Intl.DateTimeFormat('en-GB', { timeZone: moment.timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(until)
  return nearTime(from, moment).replace(/\d\d:\d\d/, (start) => `${start}–${end}`)
}
