/** The stories make sense together: checked for every customer, told at odd hours and days, read then and later. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WalletTransaction } from '@yingda/protocol/wallet.ts'
import { dayStart, localParts, monthStart } from './story/clock.ts'
import { availableOf, standingOf } from './story/ledger.ts'
import { usedBetween } from './story/limits.ts'
import { journalOf } from './story/read.ts'
import { everywhere } from './testing-everywhere.ts'

test('a history starts with created, goes on in order of time and ends in the present status', () => {
  everywhere(({ transactions, asOf }) => {
    for (const { id, status, history, createdAt } of transactions) {
      assert.equal(history[0]?.to, 'created', id)
      assert.equal(history[0]?.at, createdAt, id)
      assert.equal(history.at(-1)?.to, status, id)
      history.forEach((event, index) => {
        const before = history[index - 1]
        assert.equal(event.from, before?.to ?? null, id)
        if (before) assert.ok(event.at > before.at, id)
        assert.ok(event.at <= asOf.toISOString(), id)
      })
    }
  })
})

test('what is awaited is named with a time still to come, or not at all', () => {
  everywhere(({ transactions, asOf }) => {
    for (const one of transactions) {
      if (one.expectedBy === null) continue
      assert.ok(
        ['created', 'pending_user', 'authorised', 'processing', 'unknown', 'returned', 'disputed', 'part_refunded', 'refunded'].includes(one.status),
        one.id,
      )
      if (one.status !== 'disputed') assert.ok(one.expectedBy >= asOf.toISOString(), `${one.id} ${one.status}`)
    }
  })
})

test('a payment is refunded as far as its refunds say, never by more than it was', () => {
  everywhere(({ overview, transactions }) => {
    for (const one of transactions) {
      const refunds = overview.refunds.filter((refund) => refund.transactionId === one.id)
      const refunded = refunds.filter((refund) => refund.status !== 'failed').reduce((sum, refund) => sum + refund.amount.amountMinor, 0)
      const status = refunded === 0 ? null : refunded === one.amount.amountMinor ? 'refunded' : 'part_refunded'
      if (status) assert.equal(one.status, status, one.id)
      else assert.ok(one.status !== 'refunded' && one.status !== 'part_refunded', one.id)
      assert.ok(refunded <= one.amount.amountMinor, one.id)
      if (refunds.some((refund) => refund.status === 'pending')) assert.equal(one.moneyPlace, 'returning', one.id)
    }
    for (const refund of overview.refunds) {
      const child = transactions.find((one) => one.id === refund.id)
      assert.equal(child?.parentId, refund.transactionId)
      assert.equal(child?.amount.amountMinor, refund.amount.amountMinor)
      assert.equal(child?.status, refund.status === 'pending' ? 'processing' : refund.status, refund.id)
      assert.equal(refund.arrivedAt !== null, refund.status === 'completed', refund.id)
    }
  })
})

test('each limit’s use is the sum of the payments it counts, and never above its cap', () => {
  everywhere(({ overview, transactions, asOf, story }) => {
    for (const limit of overview.limits) {
      if (limit.scope === 'single_payment') continue
      assert.ok(limit.resetsAt && limit.resetsAt > asOf.toISOString())
      assert.ok(limit.usedMinor <= limit.capMinor, `${story.customer.name} ${limit.scope}`)
      const { timeZone } = story.customer
      const from = limit.scope === 'monthly_payment' ? monthStart(asOf, timeZone) : dayStart(asOf, timeZone)
      const kinds = { daily_transfer: ['transfer_out', 'remittance'], daily_withdrawal: ['withdraw'] }
      const types = limit.scope === 'daily_transfer' || limit.scope === 'daily_withdrawal' ? kinds[limit.scope] : ['pay', 'merchant_pay', 'bill_pay']
      const cameToNothing = ['created', 'pending_user', 'failed', 'cancelled', 'reversed', 'returned']
      const counted = transactions.filter(
        (one) =>
          types.includes(one.type) && !cameToNothing.includes(one.status) && one.amount.currency === limit.currency && one.createdAt >= from.toISOString(),
      )
      assert.equal(
        limit.usedMinor,
        counted.reduce((sum, one) => sum + one.amount.amountMinor, 0),
        `${story.customer.name} ${limit.scope}`,
      )
    }
  })
})

test('a card is expired when its month is over, and only then', () => {
  everywhere(({ overview, asOf }) => {
    const { year, month } = localParts(asOf, overview.customer.timeZone)
    const present = `${year}-${String(month).padStart(2, '0')}`
    for (const { expiryMonth, status, id } of overview.methods) {
      if (status === 'active') assert.ok(expiryMonth === null || expiryMonth >= present, id)
      if (status === 'expired') assert.ok(expiryMonth !== null && expiryMonth < present, id)
    }
    assert.equal(overview.methods.filter((method) => method.isDefault).length, 1)
  })
})

test('every method shown on a transaction is one the customer has', () => {
  everywhere(({ overview, transactions }) => {
    const labels = new Set(overview.methods.map(({ brand, last4 }) => (last4 ? `${brand} ${last4}` : brand)))
    for (const one of transactions) assert.ok(labels.has(one.method), `${one.id}: ${one.method}`)
  })
})

test('nothing happens before the account was opened or the card bound, and nothing was seen in the future', () => {
  everywhere(({ story, asOf }) => {
    const opened = Math.min(...story.accounts.map((account) => account.openedAt.getTime()))
    assert.ok(story.customer.customerSince.getTime() <= opened)
    for (const { steps, methodId, id } of story.scripts) {
      const method = story.methods.find((one) => one.id === methodId)
      const first = steps[0]
      assert.ok(method && first && method.boundAt <= first.at && first.at.getTime() > opened, id)
    }
    for (const device of story.devices) assert.ok(device.firstSeenAt <= device.lastSeenAt && device.lastSeenAt <= asOf, device.id)
  })
})

test('each failure has its cause in the wallet', () => {
  everywhere(({ story, overview, transactions }) => {
    const journal = journalOf(story)
    const expired = overview.methods.filter((method) => method.status === 'expired')
    const blocked = overview.methods.filter((method) => method.status === 'blocked')
    const uses = (methods: typeof expired, one: WalletTransaction) => methods.some(({ brand, last4 }) => one.method === `${brand} ${last4}`)
    for (const one of transactions) {
      const at = new Date(one.createdAt)
      const cap = (scope: string) => overview.limits.find((limit) => limit.scope === scope)?.capMinor ?? 0
      switch (one.reason) {
        case 'insufficient_funds':
          assert.ok(standingOf(journal, availableOf(story.accounts[0]?.id ?? ''), at) < one.amount.amountMinor + one.fee.amountMinor, one.id)
          break
        case 'amount_over_limit':
          assert.ok(one.amount.amountMinor > cap('single_payment'), one.id)
          break
        case 'period_limit': {
          const used = usedBetween(transactions, 'daily_payment', one.amount.currency, dayStart(at, story.customer.timeZone), at)
          assert.ok(used <= cap('daily_payment') && used + one.amount.amountMinor > cap('daily_payment'), one.id)
          break
        }
        case 'method_expired':
          assert.ok(uses(expired, one), one.id)
          break
        case 'lost_stolen':
          assert.ok(uses(blocked, one), one.id)
          break
        case 'account_restricted':
          assert.ok(
            overview.accounts.some((account) => account.status === 'restricted' || account.status === 'frozen'),
            one.id,
          )
          break
        case 'kyc_required':
          assert.ok(overview.customer.kycLevel < 2, one.id)
          break
        case 'duplicate':
          assert.ok(
            transactions.some(
              (first) =>
                first.status === 'completed' &&
                first.createdAt < one.createdAt &&
                first.counterparty === one.counterparty &&
                first.amount.amountMinor === one.amount.amountMinor,
            ),
            one.id,
          )
          break
        case 'pin_locked':
          assert.ok(
            transactions.some((first) => first.reason === 'pin_wrong' && first.createdAt < one.createdAt),
            one.id,
          )
          break
      }
      if (one.status === 'failed' && one.type !== 'refund') assert.equal(one.moneyPlace, 'not_charged', one.id)
    }
  })
})

test('the address a wallet signs for its customer is the one it shows masked', () => {
  everywhere(({ story }) => {
    const { email, customer } = story
    if (email === null) return assert.equal(customer.maskedEmail, null)
    const [name = '', host] = email.split('@')
    assert.equal(customer.maskedEmail, `${name[0]}****${name.at(-1)}@${host}`)
  })
})
