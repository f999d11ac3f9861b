import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newOffers, secondsLeft, type StandingOffer } from './standing-offers.ts'

const offer = (id: string, endsAtMs = 0) => ({ conversation: { id }, endsAtMs }) as StandingOffer // nothing else of the row is looked at

test('the countdown counts whole seconds down to none', () => {
  assert.deepEqual(
    [10_000, 9_999, 1, 0, -5].map((endsAtMs) => secondsLeft(offer('a', endsAtMs), 0)),
    [10, 10, 1, 0, 0],
  )
})

test('one sounds once: when it comes, not when it is read again, and not for what was there at the start', () => {
  assert.deepEqual(newOffers(null, [offer('a')]), [])
  assert.deepEqual(
    newOffers([offer('a')], [offer('a'), offer('b')]).map(({ conversation }) => conversation.id),
    ['b'],
  )
})
