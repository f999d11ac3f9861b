import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lookEvery } from './clock.ts'

const now = (): Date => new Date(0)

test('on a clock that runs faster, what is due by business time is looked at so much sooner, but not without a pause', () => {
  assert.equal(lookEvery({ now }, 500), 500)
  assert.equal(lookEvery({ now, speed: 4 }, 500), 125)
  assert.equal(lookEvery({ now, speed: 180 }, 2000), 60)
  assert.equal(lookEvery({ now, speed: 1 }, 20), 20)
})
