import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CANONICAL_REASONS, TRANSACTION_STATUSES, WalletOverview, WalletTransaction } from '@yingda/protocol/wallet.ts'
import { CODES_OF_UNKNOWN_OUTCOME, REASON_CODES } from './story/reason-codes.ts'
import { walletData } from './wallet-data.ts'

const NOW = new Date('2026-11-20T06:32:00.000Z')
const data = walletData(NOW)
const ids = data.stories.map((story) => story.customer.externalId)
const all = ids.flatMap((id) => data.transactions(id, NOW) ?? [])
const find = (id: string) => {
  const found = all.find((one) => one.id === id)
  assert.ok(found, `no transaction ${id}`)
  return found
}

test('there are twelve customers of both languages, each known by one id', () => {
  assert.equal(new Set(ids).size, 12)
  assert.deepEqual(new Set(data.stories.map((story) => story.customer.language)), new Set(['zh-CN', 'en']))
})

test('every transaction status occurs', () => {
  for (const status of TRANSACTION_STATUSES)
    assert.ok(
      all.some((one) => one.status === status),
      status,
    )
})

for (const reason of CANONICAL_REASONS) {
  test(`the reason ${reason} occurs, with a provider code that the table knows`, () => {
    const found = all.filter((one) => one.reason === reason)
    assert.ok(found.length > 0)
    for (const one of found) assert.ok(REASON_CODES[reason].includes(one.providerCode ?? ''), `${one.id}: ${one.providerCode}`)
  })
}

test('a code that leaves the outcome open is never told as failed', () => {
  for (const one of all) {
    if (CODES_OF_UNKNOWN_OUTCOME.includes(one.providerCode ?? '')) assert.notEqual(one.status, 'failed', one.id)
    assert.equal(one.certainty === 'unknown', one.moneyPlace === 'unknown', one.id)
    if (one.status === 'unknown') assert.equal(one.certainty, 'unknown', one.id)
    if (one.status === 'failed') assert.equal(one.certainty, 'certain', one.id)
  }
})

test('what is answered is exactly what the connector contract says', () => {
  for (const id of ids) WalletOverview.parse(data.overview(id, NOW))
  for (const one of all) WalletTransaction.parse(one)
})

test('the same instant tells the same wallet', () => {
  const again = walletData(new Date(NOW))
  for (const id of ids) {
    assert.deepEqual(again.overview(id, NOW), data.overview(id, NOW))
    assert.deepEqual(again.transactions(id, NOW), data.transactions(id, NOW))
  }
})

test('transaction ids and order numbers are the wallet’s own, each once', () => {
  assert.equal(new Set(all.map((one) => one.id)).size, all.length)
  assert.equal(new Set(all.map((one) => one.orderNo)).size, all.length)
})

test('an unknown customer is not found', () => {
  assert.equal(data.overview('C-00000', NOW), null)
  assert.equal(data.transactions('C-00000', NOW), null)
})

test('吴静怡 has ¥326.40, of which a hotel holds ¥230.00, so ¥128.00 does not go through', () => {
  const [account] = data.overview('C-88214', NOW)?.accounts ?? []
  assert.equal(account?.current.amountMinor, 32_640)
  assert.equal(account?.reserved.amountMinor, 23_000)
  assert.equal(account?.available.amountMinor, 9_640)
  const failed = find('T88214-failed')
  assert.equal(failed.reason, 'insufficient_funds')
  assert.deepEqual(
    failed.history.map((event) => event.to),
    ['created', 'processing', 'unknown', 'failed'],
  )
})

test('吴静怡 has paid ¥412.00 of ¥5,000.00 today; the payment that failed uses none of it', () => {
  const limit = data.overview('C-88214', NOW)?.limits.find((one) => one.scope === 'daily_payment')
  assert.equal(limit?.usedMinor, 41_200)
  assert.equal(limit?.capMinor, 500_000)
  assert.equal(limit?.resetsAt, '2026-11-20T16:00:00.000Z')
})

test('陈雨薇 can spend ¥214.60 and waits for her bank to say whether ¥128.00 was charged', () => {
  assert.equal(data.overview('C-88102', NOW)?.accounts[0]?.available.amountMinor, 21_460)
  const unknown = find('T88102-unknown')
  assert.equal(unknown.moneyPlace, 'unknown')
  assert.ok(unknown.expectedBy)
})

test('a story goes on: the bank answers, the hotel’s hold ends, the refund arrives', () => {
  const later = new Date(NOW.getTime() + 6 * 24 * 3600 * 1000)
  const at = (externalId: string, id: string) => data.transactions(externalId, later)?.find((one) => one.id === id)
  assert.equal(at('C-88102', 'T88102-unknown')?.status, 'completed')
  assert.equal(at('C-88214', 'T88214-hotel')?.status, 'reversed')
  assert.equal(data.overview('C-88214', later)?.accounts[0]?.available.amountMinor, 32_640)
  assert.equal(at('C-81377', 'T81377-groceries-refund')?.status, 'completed')
  assert.equal(at('C-81377', 'T81377-groceries')?.moneyPlace, 'returned')
})
