import assert from 'node:assert/strict'
import { test } from 'node:test'
import { leavesAfter, type Leaving } from './leaving.ts'

const patientAtFirst: Leaving = [
  { fromSeconds: 0, left: 2, waitedSeconds: 40_000 },
  { fromSeconds: 300, left: 30, waitedSeconds: 30_000 },
  { fromSeconds: 900, left: 60, waitedSeconds: 20_000 },
]

test('who has waited longer leaves sooner, if that is how it was', () => {
  const leaves = leavesAfter(patientAtFirst)
  assert.ok(leaves(10, 0.5) > leaves(400, 0.5) && leaves(400, 0.5) > leaves(2000, 0.5))
})

test('the share that has left by a time is that of the rows it passed through', () => {
  const leaves = leavesAfter([
    { fromSeconds: 0, left: 1000, waitedSeconds: 1_000_000 },
    { fromSeconds: 300, left: 4000, waitedSeconds: 1_000_000 },
  ])
  // 300 seconds at one in a thousand, then 100 at four in a thousand
  assert.ok(Math.abs(leaves(0, Math.exp(-0.7)) - 400) < 2)
  assert.ok(Math.abs(leaves(350, Math.exp(-0.4)) - 100) < 2)
})

test('a row with little to go by is like all together, and with nobody who left nobody will', () => {
  const leaves = leavesAfter([
    { fromSeconds: 0, left: 30, waitedSeconds: 40_000 },
    { fromSeconds: 900, left: 0, waitedSeconds: 0 },
  ])
  assert.ok(Math.abs(leaves(1000, Math.exp(-1)) - 40_000 / 30) < 1e-6)
  assert.equal(leavesAfter([{ fromSeconds: 0, left: 0, waitedSeconds: 9000 }])(10, 0.01), Infinity)
})
