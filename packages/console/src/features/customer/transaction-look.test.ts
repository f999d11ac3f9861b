import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lastSteps, placeTone, statusTone } from './transaction-look.ts'

test('an unknown outcome is never shown as good or bad', () => {
  assert.equal(placeTone({ moneyPlace: 'not_charged', certainty: 'unknown' }), 'wait')
  assert.equal(placeTone({ moneyPlace: 'unknown', certainty: 'certain' }), 'wait')
  assert.equal(statusTone('unknown'), 'wait')
})

test('money that is with the customer is good, on its way is waiting, with the payee is neither', () => {
  assert.deepEqual(
    (['with_customer', 'returning', 'with_payee'] as const).map((moneyPlace) => placeTone({ moneyPlace, certainty: 'certain' })),
    ['done', 'wait', 'plain'],
  )
})

test('the newest four steps are shown, oldest first', () => {
  const history = [5, 1, 3, 2, 4].map((second) => ({
    from: null,
    to: 'processing' as const,
    at: `2026-11-20T06:00:0${second}.000Z`,
    source: 'wallet' as const,
  }))
  assert.deepEqual(
    lastSteps({ history }).map((step) => step.at.slice(17, 19)),
    ['02', '03', '04', '05'],
  )
})
