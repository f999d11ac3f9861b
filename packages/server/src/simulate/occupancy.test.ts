import assert from 'node:assert/strict'
import { test } from 'node:test'
import { occupancyOf } from './occupancy.ts'

test('occupancy counts places, and only while their agent takes conversations', () => {
  const worked = {
    capacity: 2,
    available: [
      { from: 0, until: 100 },
      { from: 200, until: 300 },
    ],
    // the first goes on into the break, which counts for nothing
    held: [
      { from: 50, until: 150 },
      { from: 200, until: 300 },
    ],
  }
  assert.equal(occupancyOf([worked]), 150 / 400)
  assert.equal(occupancyOf([]), 0)
})
