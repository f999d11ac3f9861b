import assert from 'node:assert/strict'
import { test } from 'node:test'
import { awayWords } from './hours-words.ts'

const now = new Date('2026-11-22T15:18:00Z')
const at = (text: string | null): Date | null => (text === null ? null : new Date(text))
const say = (opensAt: string | null, language: 'zh-CN' | 'en', timeZone = 'Asia/Shanghai', dueAt: string | null = null) =>
  awayWords({ opensAt: at(opensAt), dueAt: at(dueAt) }, { now, timeZone, language })

test('outside hours the customer reads what time it is and from when somebody is there, on the desk’s clock', () => {
  assert.equal(say('2026-11-23T01:00:00Z', 'zh-CN'), '现在 23:18，不在接待时间。同事明天 09:00 起按先后答复。您可以先把情况写在这里，不用守着。')
  assert.equal(
    say('2026-11-23T01:00:00Z', 'en'),
    'It’s 23:18, outside our hours. Colleagues answer from 09:00 tomorrow, in order. Please write down whatever may help; you don’t have to stay here.',
  )
  assert.match(say('2026-11-23T01:00:00Z', 'en', 'Europe/London'), /^It’s 15:18, .* from 01:00 tomorrow, /)
})

test('a date stands apart from the words before it', () => {
  assert.match(say('2026-11-25T01:00:00Z', 'zh-CN'), /同事 11 月 25 日 09:00 起按先后答复/)
})

test('what is not known is not promised', () => {
  assert.equal(say(null, 'zh-CN'), '现在 23:18，不在接待时间。同事上班后按先后答复。您可以先把情况写在这里，不用守着。')
  assert.doesNotMatch(say(null, 'en'), /from|tomorrow/)
})

test('by when there is an answer stands on the same clock, in whole minutes and never too early', () => {
  const opens = '2026-11-23T01:00:00Z'
  const due = (dueAt: string, language: 'zh-CN' | 'en', timeZone?: string) => say(opens, language, timeZone, dueAt)
  assert.equal(
    due('2026-11-23T01:05:00Z', 'zh-CN'),
    '现在 23:18，不在接待时间。同事明天 09:00 起按先后答复，最晚 09:05 前答复您。您可以先把情况写在这里，不用守着。',
  )
  assert.equal(
    due('2026-11-23T01:05:00Z', 'en'),
    'It’s 23:18, outside our hours. Colleagues answer from 09:00 tomorrow, in order, and you’ll have an answer by 09:05. Please write down whatever may help; you don’t have to stay here.',
  )
  assert.match(due('2026-11-23T01:04:00.001Z', 'zh-CN'), /最晚 09:05 前/)
  assert.match(due('2026-11-23T01:05:00Z', 'en', 'Europe/London'), / by 01:05\. /)
  assert.match(due('2026-11-23T01:04:59.900Z', 'en'), / by 09:05\. /)
})

test('an answer that is due on another day than the opening is told with its day', () => {
  assert.match(say('2026-11-23T01:00:00Z', 'zh-CN', 'Asia/Shanghai', '2026-11-24T01:30:00Z'), /最晚 11 月 24 日 09:30 前答复您/)
  assert.match(say('2026-11-23T01:00:00Z', 'en', 'Asia/Shanghai', '2026-11-24T01:30:00Z'), /by 09:30 on 24 November\. /)
})

test('a deadline that runs out before anybody is there is no promise any more', () => {
  for (const language of ['zh-CN', 'en'] as const)
    assert.equal(say('2026-11-23T01:00:00Z', language, 'Asia/Shanghai', '2026-11-22T14:00:00Z'), say('2026-11-23T01:00:00Z', language))
})

test('a promise that nobody is there to keep is owned up to, on its day', () => {
  const broken = (dueAt: string, language: 'zh-CN' | 'en') =>
    awayWords({ opensAt: at('2026-11-23T01:00:00Z'), dueAt: at(dueAt), broken: true }, { now, timeZone: 'Asia/Shanghai', language })
  assert.equal(
    broken('2026-11-22T15:30:00Z', 'zh-CN'),
    '现在 23:18，不在接待时间。原定 23:30 前答复您，这次做不到了，抱歉，您的位置还在。同事明天 09:00 起按先后答复。您可以先把情况写在这里，不用守着。',
  )
  assert.match(
    broken('2026-11-22T15:30:00Z', 'en'),
    /^It’s 23:18, outside our hours\. We said you’d have an answer by 23:30\. We can’t keep that, and we’re sorry\. Your place is kept\. Colleagues answer from 09:00 tomorrow, in order\. /,
  )
  assert.match(broken('2026-11-22T16:30:00Z', 'zh-CN'), /原定明天 00:30 前答复您/)
})

test('where the opening cannot be told, neither can the deadline that was counted from it', () => {
  assert.doesNotMatch(say(null, 'zh-CN', 'Asia/Shanghai', '2026-11-23T01:05:00Z'), /最晚/)
  assert.doesNotMatch(say(null, 'en', 'Asia/Shanghai', '2026-11-23T01:05:00Z'), / by /)
})
