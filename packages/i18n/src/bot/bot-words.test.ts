import { test } from 'node:test'
import assert from 'node:assert/strict'
import { botWords } from './bot-words.ts'
import { nearTime } from './near-time.ts'
import type { TransactionFacts } from './words.ts'

const FACTS: TransactionFacts = { amount: '¥128.00', move: 'payment', counterparty: '山果超市', method: '余额', by: '今天 18:00' }

test('an unknown outcome is told as unknown, with the time and without a second payment', () => {
  assert.equal(
    botWords('zh-CN').situation.unknown(FACTS),
    '这笔 ¥128.00 的付款，银行还没有给出结果，暂时不能确定钱是否已扣，预计今天 18:00 前有结果。在有结果之前，请不要再付一次。',
  )
  assert.match(botWords('en').situation.unknown({ ...FACTS, by: null }), /can’t yet say whether it was charged\. Until then please don’t pay again\.$/)
})

test('no sentence of the bot shouts, coaxes, or asks for patience without a time', () => {
  for (const language of ['zh-CN', 'en'] as const) {
    const words = botWords(language)
    const said =
      JSON.stringify(words, (_, value: unknown) => (typeof value === 'function' ? String(value) : value)) +
      Object.values(words.situation)
        .map((word) => word(FACTS))
        .join('')
    assert.doesNotMatch(said, /！|亲[，,]|耐心|patient|patience/)
  }
})

test('handing over promises no time: the bot does not know who is there', () => {
  for (const language of ['zh-CN', 'en'] as const) assert.doesNotMatch(Object.values(botWords(language).handover).join(''), /\d|minute|分钟|马上|right away/)
})

test('times are said in the operator’s time zone, near days by name', () => {
  const now = new Date('2026-11-20T06:32:00Z')
  const say = (at: string, language: 'zh-CN' | 'en', timeZone = 'Asia/Shanghai') => nearTime(new Date(at), { now, timeZone, language })
  assert.equal(say('2026-11-20T10:00:00Z', 'zh-CN'), '今天 18:00')
  assert.equal(say('2026-11-20T16:30:00Z', 'zh-CN'), '明天 00:30')
  assert.equal(say('2026-11-20T16:30:00Z', 'en', 'Europe/London'), '16:30 today')
  assert.equal(say('2026-11-23T10:00:00Z', 'en'), '18:00 on 23 November')
  assert.equal(say('2026-11-23T10:00:00Z', 'zh-CN'), '11 月 23 日 18:00')
})

test('the summary for an agent says what was asked, tried and why it comes', () => {
  const facts = { question: '退款没到', tried: [{ title: '退款到哪里了', helped: false }], why: 'missed', situation: null } as const
  assert.equal(botWords('zh-CN').summary(facts), '客户问：退款没到\n机器人已答：《退款到哪里了》（未解决）\n转接原因：机器人两次没有解决。')
  assert.match(botWords('en').summary({ ...facts, question: null }), /^The customer hasn’t written a question yet\./)
})
