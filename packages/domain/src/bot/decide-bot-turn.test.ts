import { test } from 'node:test'
import assert from 'node:assert/strict'
import type { WalletTransaction } from '@yingda/protocol/wallet.ts'
import { botStateOf } from './bot-state.ts'
import { decideBotTurn, type BotFacts } from './decide-bot-turn.ts'
import { answers, CUSTOMER, opened, rated, says, saysCode, source, timeline, type Item } from './testing/timeline.ts'
import type { Understanding, Understood } from './understanding.ts'

/** Knows a few words and remembers what it was asked. */
function knowing(answer: (text: string, notHelpful: readonly string[]) => Understood): Understanding {
  return { answer: ({ text, history }) => answer(text, history.notHelpful) }
}
const article = (slug: string): Understood => ({ kind: 'article', language: 'en', slug, score: 1, runnersUp: [] })
const UNSURE: Understood = { kind: 'unsure', language: 'en', suggestions: [] }
const plain = knowing((text, notHelpful) => (text.includes('refund') ? (notHelpful.includes('refund') ? article('refund-late') : article('refund')) : UNSURE))

const FACTS: BotFacts = { language: 'en', questionType: 'other', transaction: null, nowMs: Date.parse('2026-11-20T06:32:00Z') }
const turn = (items: Item[], facts: Partial<BotFacts> = {}, understanding = plain) =>
  decideBotTurn(botStateOf(timeline(...items)), { ...FACTS, ...facts }, understanding)
const saying = (items: Item[], facts: Partial<BotFacts> = {}, understanding = plain) => {
  const decision = turn(items, facts, understanding)
  return decision.do === 'nothing' ? null : decision.saying
}

test('opened without a word, as by whoever only wants a person, it says nothing until there is something to answer', () => {
  assert.equal(turn([opened]).do, 'nothing')
  assert.deepEqual(saying([opened, says('my refund')]), { kind: 'article', slug: 'refund' })
})

test('a question is answered with its article, and answering twice is seen', () => {
  assert.deepEqual(turn([opened, says('my refund')]), {
    do: 'say',
    language: 'en',
    answersSeq: 2,
    introduce: true,
    secret: null,
    saying: { kind: 'article', slug: 'refund' },
    reason: null,
    urgent: false,
    questionType: null,
  })
  assert.equal(turn([opened, says('my refund'), answers('article', { source: source('refund'), answersSeq: 2 })]).do, 'nothing')
})

test('a message that arrived while the bot was thinking is still to be answered', () => {
  const decision = turn([opened, says('hm'), says('my refund'), answers('unsure', { answersSeq: 2 })])
  assert.deepEqual(decision.do === 'say' && decision.saying, { kind: 'article', slug: 'refund' })
})

test('several messages at once are answered together, the newest one', () => {
  assert.deepEqual(saying([opened, says('hello?'), says('are you there'), says('my refund')]), { kind: 'article', slug: 'refund' })
})

test('unsure once it says so; unsure a second time it hands over', () => {
  assert.deepEqual(saying([opened, says('xyz')]), { kind: 'unsure', suggestions: [] })
  const second = turn([opened, says('xyz'), answers('unsure', { answersSeq: 2 }), says('zyx')])
  assert.equal(second.do === 'hand_over' && second.reason, 'two_misses')
})

test('two misses in a row hand over: an answer that stood between them ends the row', () => {
  const answered = [
    opened,
    says('xyz'),
    answers('unsure', { answersSeq: 2 }),
    says('my refund'),
    answers('article', { source: source('refund'), answersSeq: 4 }),
  ]
  assert.deepEqual(saying([...answered, says('zyx')]), { kind: 'unsure', suggestions: [] })
  const again = turn([...answered, says('zyx'), answers('unsure', { answersSeq: 6 }), says('yxz')])
  assert.equal(again.do === 'hand_over' && again.reason, 'two_misses')
  const refused = turn([...answered, rated(false)])
  assert.equal(refused.do === 'hand_over' && refused.reason, 'two_misses', 'a no is a miss, and the row goes on')
})

test('an answer that did not help is followed by another article, the second time by a person', () => {
  const first = [opened, says('my refund'), answers('article', { source: source('refund'), answersSeq: 2 }), rated(false)]
  assert.deepEqual(saying(first), { kind: 'article', slug: 'refund-late' })
  const second = turn([...first, answers('article', { source: source('refund-late'), answersSeq: 4 }), rated(false)])
  assert.equal(second.do === 'hand_over' && second.reason, 'two_misses')
})

test('an answer that did not help and has no second article goes to a person at once', () => {
  const only = knowing((_text, notHelpful) => (notHelpful.length > 0 ? UNSURE : article('refund')))
  const decision = turn([opened, says('my refund'), answers('article', { source: source('refund'), answersSeq: 2 }), rated(false)], {}, only)
  assert.equal(decision.do === 'hand_over' && decision.reason, 'negative_feedback')
})

test('helped is acknowledged and counts as no miss', () => {
  const items = [opened, says('my refund'), answers('article', { source: source('refund'), answersSeq: 2 }), rated(true)]
  assert.deepEqual(saying(items), { kind: 'glad' })
  assert.equal(botStateOf(timeline(...items)).misses, 0)
})

test('who asks for a person, or brings a topic for one, gets one', () => {
  const asked = turn(
    [opened, says('x')],
    {},
    knowing(() => ({ kind: 'wants_person', language: 'en' })),
  )
  assert.equal(asked.do === 'hand_over' && asked.reason, 'asked')
  const topic = turn(
    [opened, says('x')],
    {},
    knowing(() => ({ kind: 'needs_person', language: 'en', intent: 'wrong_payee', slug: 'wrong-payee' })),
  )
  assert.deepEqual(topic.do === 'hand_over' && [topic.reason, topic.saying], [
    'topic_needs_person',
    { kind: 'handover', why: 'topic', slug: 'wrong-payee', statement: null },
  ])
})

test('the topic decides how urgent it is and whose it is; where it is nobody’s in particular, the question stays', () => {
  const lineOf = (intent: string) => {
    const decision = turn(
      [opened, says('x')],
      { questionType: 'payment' },
      knowing(() => ({ kind: 'needs_person', language: 'en', intent, slug: null })),
    )
    return decision.do === 'hand_over' && [decision.urgent, decision.questionType]
  }
  assert.deepEqual(lineOf('account_stolen'), [true, 'security'])
  assert.deepEqual(lineOf('scam_victim'), [true, 'security'])
  assert.deepEqual(lineOf('vulnerable_distress'), [true, null])
  assert.deepEqual(lineOf('remittance_trace'), [false, 'transfer'])
  assert.deepEqual(lineOf('nonsense'), [false, null])
})

test('after reopening, old misses count no more', () => {
  const items = [
    opened,
    says('xyz'),
    answers('unsure', { answersSeq: 2 }),
    { actor: CUSTOMER, entry: { type: 'conversation.reopened', data: { why: 'customer' } } } as const,
    says('zyx'),
  ]
  assert.deepEqual(saying(items), { kind: 'unsure', suggestions: [] })
})

const TRANSACTION: WalletTransaction = {
  id: 'T1',
  orderNo: 'O1',
  type: 'merchant_pay',
  amount: { amountMinor: 12_800, currency: 'CNY' },
  fee: { amountMinor: 0, currency: 'CNY' },
  counterparty: 'Shop',
  method: 'balance',
  status: 'failed',
  reason: 'insufficient_funds',
  providerCode: '51',
  certainty: 'certain',
  moneyPlace: 'not_charged',
  createdAt: '2026-11-20T06:00:00.000Z',
  settledAt: null,
  expectedBy: null,
  parentId: null,
  history: [],
}
const attached = (transaction: WalletTransaction): Item => ({
  actor: CUSTOMER,
  entry: { type: 'transaction.attached', data: { transaction, asOf: '2026-11-20T06:32:00.000Z' } },
})
const about = (more: Partial<WalletTransaction>) => {
  const transaction = { ...TRANSACTION, ...more }
  const decision = turn([opened, attached(transaction)], { transaction })
  assert.notEqual(decision.do, 'nothing')
  const said = decision.do === 'nothing' ? null : decision.saying
  assert.ok(said?.kind === 'wallet' || said?.kind === 'handover')
  assert.ok(said.statement)
  return { does: decision.do, ...said.statement }
}

test('with a transaction the first answer says where the money is', () => {
  assert.deepEqual([about({}).situation, about({}).reason, about({}).does], ['not_charged', 'insufficient_funds', 'say'])
  assert.equal(about({ status: 'completed', moneyPlace: 'with_payee', reason: null }).situation, 'paid_out')
  assert.equal(about({ type: 'top_up', status: 'processing', moneyPlace: 'on_hold', reason: null }).situation, 'coming_in')
  assert.equal(about({ moneyPlace: 'returning', reason: null, expectedBy: '2026-11-22T00:00:00.000Z' }).situation, 'returning')
})

test('an unknown outcome is never told as failed, and tells no reason', () => {
  for (const more of [{ certainty: 'unknown' }, { status: 'unknown' }, { moneyPlace: 'unknown' }] as const) {
    const said = about({ ...more, reason: 'provider_unavailable' })
    assert.deepEqual([said.situation, said.reason], ['unknown', null])
  }
})

test('while the outcome is unknown no article that the customer’s words point to stands beside it', () => {
  const slugOf = (transaction: WalletTransaction) => {
    const said = saying([opened, attached(transaction), says('my refund')], { transaction })
    assert.equal(said?.kind, 'wallet')
    return said?.kind === 'wallet' ? said.slug : undefined
  }
  assert.equal(slugOf({ ...TRANSACTION, certainty: 'unknown' }), null)
  assert.equal(slugOf(TRANSACTION), 'refund')
})

test('reasons that must not be told cannot be told apart by anything the bot does', () => {
  const said = (['risk_blocked', 'lost_stolen', 'compliance_hold', 'issuer_declined'] as const).map((reason) => JSON.stringify(about({ reason })))
  assert.equal(new Set(said).size, 1)
  assert.equal(about({ reason: 'risk_blocked' }).does, 'hand_over')
})

test('a time the wallet gave and that has gone by is handed to a person', () => {
  const said = about({ status: 'processing', moneyPlace: 'on_hold', reason: null, expectedBy: '2026-11-20T06:00:00.000Z' })
  assert.deepEqual([said.overdue, said.does], [true, 'hand_over'])
})

test('the statement is made once, then words are answered by article', () => {
  const items = [opened, attached(TRANSACTION), answers('wallet', { transactionId: 'T1', answersSeq: 2 }), says('and my refund')]
  assert.deepEqual(saying(items, { transaction: TRANSACTION }), { kind: 'article', slug: 'refund' })
})

test('what was hidden is said first, then what the rest asks is answered; a code alone is no miss', () => {
  const both = turn([opened, saysCode('my refund is missing, the code is ••••••')])
  assert.ok(both.do === 'say')
  assert.deepEqual([both.secret, both.saying], ['code', { kind: 'article', slug: 'refund' }])
  const alone = turn([opened, saysCode('••••••')])
  assert.ok(alone.do === 'say')
  assert.deepEqual([alone.secret, alone.saying.kind], ['code', 'secret_hidden'])
  const then = turn([opened, saysCode('••••••'), says('where is my refund')])
  assert.ok(then.do === 'say')
  assert.deepEqual([then.secret, then.saying], ['code', { kind: 'article', slug: 'refund' }])
  const later = turn([opened, saysCode('••••••'), answers('acknowledgement'), says('where is my refund')])
  assert.ok(later.do === 'say')
  assert.equal(later.secret, null)
})
