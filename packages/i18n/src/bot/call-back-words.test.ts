import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CallBackChannel } from '@yingda/protocol/entries/conversation.ts'
import { callBackAgreedWords, callBackMovedWords } from './call-back-words.ts'

const now = new Date('2026-11-19T02:00:00Z')
const say = (channel: CallBackChannel, language: 'zh-CN' | 'en', from: string | null) =>
  callBackMovedWords(
    { channel, from: from === null ? null : new Date(from), until: from === null ? null : new Date(Date.parse(from) + 30 * 60_000) },
    { now, timeZone: 'Asia/Shanghai', language },
  )

test('who is called back at another time than he chose reads when and how, and that he may choose again', () => {
  assert.equal(
    say('phone', 'en', '2026-11-23T01:00:00Z'),
    'Nobody is on duty at the time you arranged after all. A colleague will call you at 09:00–09:30 on 23 November instead. If that doesn’t suit you, you can choose another time here.',
  )
  assert.equal(
    say('chat', 'zh-CN', '2026-11-20T01:00:00Z'),
    '抱歉，您约的时间后来改为不接待，同事会在明天 09:00–09:30 在这里回复您。如果不方便，可以在这里另选时间。',
  )
  assert.match(say('mail', 'zh-CN', '2026-11-23T01:00:00Z'), /同事会在 11 月 23 日 09:00–09:30 写邮件答复您/)
})

test('where no other time can be told, none is', () => {
  assert.match(say('phone', 'en', null), /will call you when it’s your turn instead/)
  assert.match(say('phone', 'zh-CN', null), /同事会在轮到您时打给您/)
})

test('who has agreed another time with a colleague has it in writing', () => {
  const agreed = (language: 'zh-CN' | 'en', from: string) =>
    callBackAgreedWords(
      { channel: 'phone', from: new Date(from), until: new Date(Date.parse(from) + 30 * 60_000) },
      { now, timeZone: 'Asia/Shanghai', language },
    )
  assert.equal(
    agreed('en', '2026-11-23T01:00:00Z'),
    'As agreed with you, a colleague will call you at 09:00–09:30 on 23 November. If that isn’t right, you can choose another time here.',
  )
  assert.equal(agreed('zh-CN', '2026-11-23T01:00:00Z'), '按跟您说好的，同事会在 11 月 23 日 09:00–09:30 打给您。如果时间不对，可以在这里另选。')
})
