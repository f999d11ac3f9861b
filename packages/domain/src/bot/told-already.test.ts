import { test } from 'node:test'
import assert from 'node:assert/strict'
import { botStateOf } from './bot-state.ts'
import { decideBotTurn, type BotDecision, type Saying } from './decide-bot-turn.ts'
import { answers, opened, says, source, timeline, type Item } from './testing/timeline.ts'
import type { Understanding, Understood } from './understanding.ts'

const article = (slug: string): Understood => ({ kind: 'article', language: 'en', slug, score: 1, runnersUp: [] })
/** Knows one article on refunds, and another once that is not wanted. */
const understanding: Understanding = { answer: ({ history }) => article(history.notHelpful.includes('refund') ? 'refund-late' : 'refund') }

const turn = (items: Item[]): BotDecision =>
  decideBotTurn(
    botStateOf(timeline(...items)),
    { language: 'en', questionType: 'other', transaction: null, nowMs: Date.parse('2026-11-20T06:32:00Z') },
    understanding,
  )
const saying = (items: Item[]): Saying | null => {
  const decision = turn(items)
  return decision.do === 'nothing' ? null : decision.saying
}

test('the article that has just been told is not told again: what comes next to it is offered, and a person; asked once more, a person', () => {
  const first = [opened, says('my refund'), answers('article', { source: source('refund'), answersSeq: 2 }), says('so where is my refund')]
  assert.deepEqual(saying(first), { kind: 'told_already', suggestions: ['refund-late'] })
  const second = turn([...first, answers('unsure', { answersSeq: 4 }), says('my refund!')])
  assert.equal(second.do === 'hand_over' && second.reason, 'two_misses')
  const between = [...first, answers('article', { source: source('pin'), answersSeq: 4 }), says('and my refund')]
  assert.deepEqual(saying(between), { kind: 'article', slug: 'refund' }, 'something else was answered since')
  const otherLanguage = [opened, says('我的退款'), answers('article', { source: source('refund'), answersSeq: 2 }), says('my refund')]
  assert.deepEqual(saying(otherLanguage), { kind: 'article', slug: 'refund' }, 'in words that were not said yet')
})

test('told beside what the wallet says, it is told; only named there, it is not', () => {
  const wallet = (more: object) => [
    opened,
    says('my refund'),
    answers('wallet', { source: source('refund'), answersSeq: 2, ...more }),
    says('so where is my refund'),
  ]
  assert.deepEqual(saying(wallet({ tellsSource: true })), { kind: 'told_already', suggestions: ['refund-late'] })
  assert.deepEqual(saying(wallet({})), { kind: 'article', slug: 'refund' })
})
