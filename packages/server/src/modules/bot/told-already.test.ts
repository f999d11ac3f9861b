import { test } from 'node:test'
import assert from 'node:assert/strict'
import type { WalletTransaction } from '@yingda/protocol/wallet.ts'
import { attachTransaction } from '../conversation/api.ts'
import { aBotAtWork } from './bot.scenario.ts'

const { runner, opened, say, views, spoken, turn } = await aBotAtWork()

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
