import assert from 'node:assert/strict'
import { test } from 'node:test'
import { walletStatement } from '@yingda/domain/bot/wallet-statement.ts'
import { isComingIn } from '@yingda/protocol/coming-in.ts'
import { MoneyPlace, TransactionStatus, TransactionType, type WalletTransaction } from '@yingda/protocol/wallet.ts'

const aTransaction: WalletTransaction = {
  id: 'T-1',
  orderNo: '1',
  type: 'top_up',
  counterparty: '江城银行',
  method: '江城银行储蓄卡 6621',
  amount: { amountMinor: 12_800, currency: 'CNY' },
  fee: { amountMinor: 0, currency: 'CNY' },
  status: 'processing',
  certainty: 'certain',
  reason: null,
  providerCode: null,
  moneyPlace: 'on_hold',
  createdAt: '2026-11-20T06:03:00.000Z',
  settledAt: null,
  expectedBy: null,
  parentId: null,
  history: [],
}

test('the cards say of money on its way in what the bot says of it, for every type, status and place', () => {
  for (const type of TransactionType.options)
    for (const status of TransactionStatus.options)
      for (const moneyPlace of MoneyPlace.options) {
        const transaction = { ...aTransaction, type, status, moneyPlace }
        assert.equal(isComingIn(transaction), walletStatement(transaction, 0).situation === 'coming_in', `${type} ${status} ${moneyPlace}`)
      }
  assert.ok(isComingIn(aTransaction))
})
