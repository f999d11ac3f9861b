import { test } from 'node:test'
import assert from 'node:assert/strict'
import { sql } from 'kysely'
import type { WalletTransaction } from '@yingda/protocol/wallet.ts'
import { aTeam, SYSTEM } from '../../testing/builders.ts'
import { attachTransaction, life, rateAnswer, readCustomerTimeline, readTimeline, requestPerson } from '../conversation/api.ts'
import { type Library } from '../knowledge/api.ts'
import { aBotAtWork } from './bot.scenario.ts'
import { takeTurn } from './take-turn.ts'

const { db, runner, teamId, bot, opened, say, views, spoken, turn } = await aBotAtWork()

test('a question is answered in its own language with passage, link and a question whether it helped', async () => {
  const { customer, id } = await opened()
  await say(customer, id, 'How long does a transfer to a bank card take?')
  await turn(id)
  const [answer] = await spoken(id)
  assert.equal(answer?.source?.articleSlug, 'transfer-timing')
  assert.match(answer.content.text, /^I’m Xiaohe, a bot\.\n\nA transfer to another Yunhe Wallet wallet arrives at once.*\n\nDid this answer your question\?$/s)
  assert.deepEqual([answer.name, answer.quickReplies], ['Xiaohe', ['helped', 'not_helped', 'talk_to_person']])
})

test('eight turns at once over the same words post one answer', async () => {
  const { customer, id } = await opened()
  await say(customer, id, '退款什么时候能到账')
  await Promise.all(Array.from({ length: 8 }, () => turn(id)))
  await turn(id)
  assert.equal((await spoken(id)).length, 1)
})

test('what the customer writes while the bot thinks is answered, not what stood before', async () => {
  const { customer, id } = await opened()
  const slow = {
    ...bot,
    learning: {
      ...bot.learning,
      async understanding(library: Library) {
        if ((await views(id)).length === 1) await say(customer, id, 'How long does a transfer to a bank card take?')
        return bot.learning.understanding(library)
      },
    },
  }
  await takeTurn(slow, id)
  await turn(id)
  assert.deepEqual(
    (await spoken(id)).map(({ source }) => source?.articleSlug),
    ['transfer-timing'],
  )
})

test('who opens a conversation without a word, as to ask for a person, is not greeted', async () => {
  const { customer, id } = await opened()
  await turn(id)
  await runner.run(customer, (ctx) => requestPerson(ctx, { conversationId: id, reason: 'asked', summary: null }))
  await turn(id)
  assert.deepEqual(await spoken(id), [])
})

test('a greeting is greeted, and the bot says what it is', async () => {
  const { customer, id } = await opened()
  await say(customer, id, '你好')
  await turn(id)
  await turn(id)
  const said = await spoken(id)
  assert.equal(said.length, 1)
  assert.match(said[0]?.content.text ?? '', /机器人小禾/)
})

test('two misses hand over, with a summary that only staff can read', async () => {
  const { customer, id } = await opened()
  await say(customer, id, '今晚吃什么好')
  await turn(id)
  await say(customer, id, '随便推荐一个')
  await turn(id)
  const seen = await views(id)
  assert.deepEqual(
    seen.slice(-2).map(({ kind }) => kind),
    ['message', 'queued'],
  )
  assert.match((await spoken(id)).at(-1)?.content.text ?? '', /不用再说一遍/)
  const staff = await runner.query(SYSTEM, (ctx) => readTimeline(ctx, id, { after: 0, limit: 100 }))
  const queued = staff.findLast(({ entry }) => entry.type === 'conversation.queued')
  assert.equal(queued?.entry.type === 'conversation.queued' && queued.entry.data.reason, 'two_misses')
  assert.match(queued?.content?.summary?.['zh-CN'] ?? '', /客户问：随便推荐一个[\s\S]*转接原因/)
  assert.match(queued?.content?.summary?.en ?? '', /The customer asks: 随便推荐一个[\s\S]*Passed on because/)
  for (const words of ['转接原因', 'Passed on']) assert.ok(!JSON.stringify(seen).includes(words))
})

test('once a person is asked for, the bot is silent', async () => {
  const { customer, id } = await opened()
  await say(customer, id, '转人工')
  await turn(id)
  const before = await spoken(id)
  await say(customer, id, '退款什么时候能到账')
  await turn(id)
  assert.equal((await spoken(id)).length, before.length)
})

test('who asks for a person after a question is handed over with that question', async () => {
  const { customer, id } = await opened()
  await say(customer, id, '今晚吃什么好')
  await turn(id)
  await say(customer, id, '转人工')
  await turn(id)
  const staff = await runner.query(SYSTEM, (ctx) => readTimeline(ctx, id, { after: 0, limit: 100 }))
  assert.match(staff.findLast(({ entry }) => entry.type === 'conversation.queued')?.content?.summary?.['zh-CN'] ?? '', /^客户问：今晚吃什么好 \/ 转人工\n/)
})

test('a stolen account goes to the security team, urgently, whatever the customer chose; asking for a person moves nothing', async () => {
  const security = await aTeam(db, { questionTypes: ['security'] })
  const lineOf = async (text: string) => {
    const { customer, id } = await opened()
    await say(customer, id, text)
    await turn(id)
    const { rows } = await sql<{ team: string; urgent: boolean }>`select team_id as team, urgent from conversation where id = ${id}`.execute(db)
    return rows[0]
  }
  assert.deepEqual(await lineOf('有人登录了我的账号把钱转走了'), { team: security, urgent: true })
  assert.deepEqual(await lineOf('我不想活了'), { team: teamId, urgent: true })
  assert.deepEqual(await lineOf('转人工'), { team: teamId, urgent: false })
})

test('in line, a hidden code is still named, once however many servers see it, and nothing else is answered', async () => {
  const { customer, id } = await opened()
  await say(customer, id, '转人工')
  await turn(id)
  const before = (await spoken(id)).length
  await say(customer, id, '验证码是 482913，退款什么时候能到账')
  await Promise.all(Array.from({ length: 8 }, () => turn(id)))
  await say(customer, id, '还在吗')
  await turn(id)
  const after = (await spoken(id)).slice(before)
  assert.deepEqual(
    after.map(({ content, quickReplies }) => [content.text, quickReplies]),
    [['请不要把验证码发给任何人，包括我们。刚才那串数字我已经隐藏。', []]],
  )
})

test('an answer that did not help is followed by another article or by a person', async () => {
  const { customer, id } = await opened()
  await say(customer, id, 'my refund has not arrived')
  await turn(id)
  const answered = (await runner.query(SYSTEM, (ctx) => readCustomerTimeline(ctx, id, { after: 0, limit: 100 }))).findLast(
    ({ view }) => view.kind === 'message' && view.from === 'bot',
  )
  await runner.run(customer, (ctx) => rateAnswer(ctx, { conversationId: id, customerSeq: answered?.seq ?? 0, helped: false }))
  await turn(id)
  const after = await spoken(id)
  assert.equal(after.length, 2)
  assert.notEqual(after[1]?.source?.articleSlug, after[0]?.source?.articleSlug)
})

test('a code or password is answered with advice and repeated nowhere', async () => {
  const { customer, id } = await opened()
  await say(customer, id, '我的验证码是 482913')
  await turn(id)
  const [answer] = await spoken(id)
  assert.match(answer?.content.text ?? '', /不要把验证码发给任何人/)
  assert.doesNotMatch(answer?.content.text ?? '', /482913/)
})

const payment = (more: Partial<WalletTransaction>): WalletTransaction => ({
  id: 'T-1',
  orderNo: '2026112000001',
  type: 'merchant_pay',
  amount: { amountMinor: 12_800, currency: 'CNY' },
  fee: { amountMinor: 0, currency: 'CNY' },
  counterparty: '山果超市',
  method: '余额',
  status: 'unknown',
  reason: 'provider_unavailable',
  providerCode: 'SYSTEMERROR',
  certainty: 'unknown',
  moneyPlace: 'unknown',
  createdAt: '2026-11-20T06:00:00.000Z',
  settledAt: null,
  expectedBy: '2026-11-20T10:00:00.000Z',
  parentId: null,
  history: [],
  ...more,
})
async function about(transaction: WalletTransaction) {
  const { customer, id } = await opened()
  await runner.run(customer, (ctx) => attachTransaction(ctx, { conversationId: id, transaction, asOf: '2026-11-20T06:32:00.000Z' }))
  await turn(id)
  return { customer, id, said: await spoken(id) }
}

test('with a transaction the bot says where the money is, when it will be known, and not to pay again', async () => {
  const { said } = await about(payment({}))
  assert.match(
    said[0]?.content.text ?? '',
    /这笔 ¥128\.00 的付款，银行还没有给出结果，暂时不能确定钱是否已扣，预计今天 18:00 前有结果。在有结果之前，请不要再付一次。/,
  )
  assert.equal(said[0]?.source?.articleSlug, 'payment-pending')
})

test('a reason is told with its fix and its article', async () => {
  const { said } = await about(payment({ status: 'failed', certainty: 'certain', moneyPlace: 'not_charged', reason: 'insufficient_funds', expectedBy: null }))
  assert.match(said[0]?.content.text ?? '', /没有完成，没有扣款。原因是可用余额不够/)
  assert.equal(said[0]?.source?.articleSlug, 'insufficient-balance')
})

test('four reasons that are not told look the same to the customer, word for word and step for step', async () => {
  const reasons = ['risk_blocked', 'lost_stolen', 'compliance_hold', 'issuer_declined'] as const
  const seen = await Promise.all(
    reasons.map(async (reason) => {
      const { id } = await about(payment({ status: 'failed', certainty: 'certain', moneyPlace: 'not_charged', reason, providerCode: reason, expectedBy: null }))
      return JSON.stringify((await views(id)).map((view) => (view.kind === 'queued' ? view : { ...view })))
    }),
  )
  assert.equal(new Set(seen).size, 1)
  assert.match(seen[0] ?? '', /没有完成，没有扣款。您可以换一种付款方式，或由同事协助。/)
  assert.doesNotMatch(seen[0] ?? '', /risk|stolen|compliance|issuer/)
})

test('a resolved conversation is left alone', async () => {
  const { customer, id } = await opened()
  await say(customer, id, '退款什么时候能到账')
  await runner.run(customer, (ctx) => life.resolveConversation(ctx, { conversationId: id, outcome: 'ended_by_customer' }))
  await turn(id)
  assert.deepEqual(await spoken(id), [])
})
