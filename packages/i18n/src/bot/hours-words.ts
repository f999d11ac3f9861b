import type { Language } from '@yingda/protocol/language.ts'
import { nearTime } from './near-time.ts'

type Moment = { now: Date; timeZone: string; language: Language }

/**
 * To somebody who waits for a person outside business hours: what time it is, from when somebody answers, what can
 * be done until then. Only the opening is promised, not that the answer comes with it.
 *
 * @param opensAt null where it cannot be told
 */
export function awayWords(opensAt: Date | null, { now, timeZone, language }: Moment): string {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(now)
  if (language === 'en') {
    const from = opensAt === null ? 'once they’re back' : `from ${nearTime(opensAt, { now, timeZone, language })}`
    return `It’s ${time}, outside our hours. Colleagues answer ${from}, in order. Please write down whatever may help; you don’t have to stay here.`
  }
  const from = opensAt === null ? '上班后' : `${nearTime(opensAt, { now, timeZone, language })} 起`
  const space = /^\d/.test(from) ? ' ' : ''
  return `现在 ${time}，不在接待时间。同事${space}${from}按先后答复，您可以先把情况写在这里，不用守着。`
}
