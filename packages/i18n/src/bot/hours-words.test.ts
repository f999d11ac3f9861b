import assert from 'node:assert/strict'
import { test } from 'node:test'
import { awayWords } from './hours-words.ts'

const now = new Date('2026-11-22T15:18:00Z')
const say = (opensAt: string | null, language: 'zh-CN' | 'en', timeZone = 'Asia/Shanghai') =>
  awayWords(opensAt === null ? null : new Date(opensAt), { now, timeZone, language })

test('outside hours the customer reads what time it is and from when somebody is there, on the desk’s clock', () => {
  assert.equal(say('2026-11-23T01:00:00Z', 'zh-CN'), '现在 23:18，不在接待时间。同事明天 09:00 起按先后答复，您可以先把情况写在这里，不用守着。')
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
  assert.equal(say(null, 'zh-CN'), '现在 23:18，不在接待时间。同事上班后按先后答复，您可以先把情况写在这里，不用守着。')
  assert.doesNotMatch(say(null, 'en'), /from|tomorrow/)
})
