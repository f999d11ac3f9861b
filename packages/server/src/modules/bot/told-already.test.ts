import { test } from 'node:test'
import assert from 'node:assert/strict'
import type { CustomerView } from '@yingda/protocol/entries/views.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { WalletTransaction } from '@yingda/protocol/wallet.ts'
import type { CustomerActor } from '../../platform/actor.ts'
import { aClientId, aConversation, aCustomer, aServer, aTeam, SYSTEM } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { attachTransaction, readCustomerTimeline } from '../conversation/api.ts'
import { openKnowledge } from '../knowledge/api.ts'
import { createBot } from './api.ts'
import { takeTurn } from './take-turn.ts'

const { db } = await testDatabase()
const clock = fixedClock('2026-11-20T06:32:00.000Z')
const { runner, post } = await aServer(db, clock)
const teamId = await aTeam(db)
const knowledge = await openKnowledge({ runner, log: { info: () => {} }, brand: { 'zh-CN': '云禾钱包', en: 'Yunhe Wallet' } })
const bot = createBot({ runner, knowledge, names: { 'zh-CN': '小禾', en: 'Xiaohe' }, timeZone: 'Asia/Shanghai', log: { info: () => {}, error: () => {} } })
await bot.learning.learned(await knowledge.library())

async function opened(): Promise<{ customer: CustomerActor; id: ConversationId }> {
  const customer = await aCustomer(db)
  const { id } = await aConversation(runner, customer, { teamId })
  return { customer, id }
}
const say = (customer: CustomerActor, conversationId: ConversationId, text: string) =>
  post(customer, { conversationId, clientId: aClientId(), text, attachmentIds: [], followUp: 'nothing' })
const views = async (id: ConversationId): Promise<CustomerView[]> =>
  (await runner.query(SYSTEM, (ctx) => readCustomerTimeline(ctx, id, { after: 0, limit: 100 }))).map(({ view }) => view)
const spoken = async (id: ConversationId) => (await views(id)).flatMap((view) => (view.kind === 'message' && view.from === 'bot' ? [view] : []))
const turn = (id: ConversationId) => takeTurn(bot, id)

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
test('an article told beside what the wallet says is not told again to the next words on it; asked once more, a person comes', async () => {
  const { customer, id } = await opened()
  const transaction = payment({ status: 'completed', certainty: 'certain', moneyPlace: 'with_payee', reason: null, expectedBy: null })
  await runner.run(customer, (ctx) => attachTransaction(ctx, { conversationId: id, transaction, asOf: '2026-11-20T06:32:00.000Z' }))
  for (const words of ['退款什么时候能到账', '我的退款什么时候能到', '退款到底什么时候到账']) {
    await say(customer, id, words)
    await turn(id)
  }
  const said = await spoken(id)
  assert.deepEqual(
    said.map(({ source }) => source?.articleSlug ?? null),
    ['refund-status', null, null],
  )
  assert.match(said[1]?.content.text ?? '', /^这件事我知道的，刚才都说了/)
  assert.ok((await views(id)).some(({ kind }) => kind === 'queued'))
})
