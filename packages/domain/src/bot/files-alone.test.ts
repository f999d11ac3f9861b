import { test } from 'node:test'
import assert from 'node:assert/strict'
import type { StaffEntry } from '@yingda/protocol/entries/views.ts'
import { botStateOf } from './bot-state.ts'
import { decideBotTurn, type BotDecision, type Saying } from './decide-bot-turn.ts'
import { answers, opened, rated, says, source, timeline, type Item } from './testing/timeline.ts'
import type { Understanding } from './understanding.ts'

/** Knows refunds. */
const understanding: Understanding = {
  answer: ({ text }) =>
    text.includes('refund')
      ? { kind: 'article', language: 'en', slug: 'refund', score: 1, runnersUp: [] }
      : { kind: 'unsure', language: 'en', suggestions: [] },
}

const picture = says('')
const refund = answers('article', { source: source('refund'), answersSeq: 2 })

/** A message without words stands for a picture. */
function withPictures(entries: StaffEntry[]): StaffEntry[] {
  // 'as never': a file nobody opens needs no branded id
  const id = '0190a000-0000-7000-8000-000000000002' as never
  const file = { id, name: 'a.png', mediaType: 'image/png', sizeBytes: 1, width: 1, height: 1, hasThumbnail: true }
  return entries.map((entry) => (entry.content?.text === '' ? { ...entry, content: { text: '', redacted: false, attachments: [file] } } : entry))
}

const turn = (...items: Item[]): BotDecision =>
  decideBotTurn(
    botStateOf(withPictures(timeline(...items))),
    { language: 'en', questionType: 'other', transaction: null, nowMs: Date.parse('2026-11-20T06:32:00Z') },
    understanding,
  )
const saying = (...items: Item[]): Saying | null => {
  const decision = turn(...items)
  return decision.do === 'nothing' ? null : decision.saying
}

test('a picture without words is not guessed at', () => {
  assert.deepEqual(saying(opened, picture), { kind: 'files_only' })
})

test('words with a picture sent after them are answered, not the picture', () => {
  assert.deepEqual(saying(opened, says('my refund'), picture), { kind: 'article', slug: 'refund' })
  const again = turn(opened, says('xyz'), picture, answers('unsure', { answersSeq: 3 }), says('zyx'), picture)
  assert.equal(again.do === 'hand_over' && again.reason, 'two_misses')
})

test('a picture that comes after its words were answered is no miss, and the answer stands', () => {
  const answered = [opened, says('my refund'), refund, picture]
  assert.deepEqual(saying(...answered), { kind: 'files_after_answer' })
  const acknowledged = [...answered, answers('acknowledgement', { answersSeq: 4 })]
  assert.deepEqual(saying(...acknowledged, picture), { kind: 'files_after_answer' }, 'the second too')
  assert.deepEqual(saying(...acknowledged, says('xyz')), { kind: 'unsure', suggestions: [] }, 'the first miss')
  const refused = turn(...acknowledged, rated(false))
  assert.equal(refused.do === 'say' && refused.saying.kind, 'article', 'the words are tried again')
})

test('a picture after an answer that did not help goes to a person, who can see it', () => {
  const decision = turn(opened, says('my refund'), refund, rated(false), picture)
  assert.equal(decision.do === 'hand_over' && decision.reason, 'two_misses')
})
