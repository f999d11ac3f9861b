/** The books of every customer balance: checked for every customer, told at odd hours and days, read then and later. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { INCOMING_TYPES } from '@yingda/protocol/coming-in.ts'
import { availableOf, balancesAt, reservedOf, unclearedOf } from './story/ledger.ts'
import { journalOf } from './story/read.ts'
import { everywhere } from './testing-everywhere.ts'

test('every entry of the books sums to zero, currency by currency', () => {
  everywhere(({ story }) => {
    for (const { postings } of journalOf(story)) {
      for (const currency of new Set(postings.map((posting) => posting.currency))) {
        assert.equal(
          postings.filter((posting) => posting.currency === currency).reduce((sum, { amountMinor }) => sum + amountMinor, 0),
          0,
        )
      }
    }
  })
})

test('every ledger of an account keeps to the account’s currency', () => {
  everywhere(({ story }) => {
    for (const account of story.accounts) {
      const own = [availableOf(account.id), reservedOf(account.id), unclearedOf(account.id)]
      const postings = journalOf(story)
        .flatMap((entry) => entry.postings)
        .filter((posting) => own.includes(posting.ledger))
      assert.ok(
        postings.every((posting) => posting.currency === account.currency),
        account.id,
      )
    }
  })
})

test('no account is ever below zero, at any moment of its history', () => {
  everywhere(({ story }) => {
    const journal = journalOf(story)
    for (const { at } of journal) {
      for (const account of story.accounts) {
        const { available, reserved, uncleared } = balancesAt(journal, account.id, at)
        assert.ok(available >= 0 && reserved >= 0 && uncleared >= 0, `${account.id}: ${available}, ${reserved}, ${uncleared}`)
      }
    }
  })
})

test('what is on hold is the sum of the holds that are not released, and current is available plus on hold', () => {
  everywhere(({ overview }) => {
    for (const account of overview.accounts) {
      const held = overview.holds
        .filter((hold) => hold.accountId === account.id && hold.releasedAt === null)
        .reduce((sum, hold) => sum + hold.amount.amountMinor, 0)
      assert.equal(account.reserved.amountMinor, held, account.id)
      assert.equal(account.current.amountMinor, account.available.amountMinor + account.reserved.amountMinor, account.id)
    }
  })
})

test('what is uncleared is what is on its way in', () => {
  everywhere(({ overview, transactions }) => {
    const balances = new Set(overview.methods.filter((method) => method.kind === 'balance').map((method) => method.brand))
    const coming = transactions.filter(
      (one) =>
        (['top_up', 'transfer_in'].includes(one.type) && one.status === 'processing') ||
        (one.type === 'refund' && one.status === 'processing' && balances.has(one.method)) ||
        (one.status === 'returned' && one.moneyPlace === 'returning'),
    )
    const uncleared = overview.accounts.reduce((sum, account) => sum + account.uncleared.amountMinor, 0)
    assert.equal(
      uncleared,
      coming.reduce((sum, one) => sum + one.amount.amountMinor + one.fee.amountMinor, 0),
      overview.customer.name,
    )
  })
})

test('a hold belongs to a transaction whose money is on hold, and the other way round', () => {
  everywhere(({ overview, transactions }) => {
    for (const hold of overview.holds) {
      if (hold.transactionId === null) continue
      const one = transactions.find(({ id }) => id === hold.transactionId)
      assert.ok(one, hold.id)
      assert.equal(one.moneyPlace === 'on_hold', hold.releasedAt === null, `${hold.id}: ${one.status}, ${one.moneyPlace}`)
      assert.equal(hold.amount.amountMinor, one.amount.amountMinor + one.fee.amountMinor)
      if (hold.expiresAt && hold.releasedAt === null) assert.ok(hold.expiresAt > overview.asOf, `${hold.id} has run out`)
    }
    for (const one of transactions) {
      const comingIn = INCOMING_TYPES.includes(one.type) && one.status === 'processing'
      if (one.moneyPlace !== 'on_hold' || comingIn) continue
      assert.ok(
        overview.holds.some((hold) => hold.transactionId === one.id && hold.releasedAt === null),
        `${one.id} has no hold`,
      )
    }
  })
})
