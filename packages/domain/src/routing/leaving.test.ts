import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { leavesPerSecond, servedBefore, type InLine, type Leaving } from './leaving.ts'

const patientAtFirst: Leaving = [
  { fromSeconds: 0, left: 2, waitedSeconds: 40_000 },
  { fromSeconds: 300, left: 30, waitedSeconds: 30_000 },
  { fromSeconds: 900, left: 60, waitedSeconds: 20_000 },
]

const aLine = (length: number, waitedSeconds: number): InLine[] => Array.from({ length }, () => ({ waitedSeconds, fittingShare: 1 }))

test('who has waited longer is likelier to leave, if that is how it was', () => {
  const leaves = leavesPerSecond(patientAtFirst)
  assert.ok(leaves(10) < leaves(400) && leaves(400) < leaves(2000))
  assert.equal(leaves(301), leaves(899))
})

test('a row with little to go by is like all together, and with nobody who left nobody will', () => {
  const all = 30 / 40_000
  const leaves = leavesPerSecond([
    { fromSeconds: 0, left: 30, waitedSeconds: 40_000 },
    { fromSeconds: 900, left: 0, waitedSeconds: 0 },
  ])
  assert.ok(Math.abs(leaves(1000) - all) < 1e-9)
  assert.equal(leavesPerSecond([{ fromSeconds: 0, left: 0, waitedSeconds: 9000 }])(10), 0)
})

test('of those before somebody, the more stay the faster it goes and the shorter they have waited', () => {
  const leaves = leavesPerSecond(patientAtFirst)
  const [line, waitedLong] = [aLine(40, 60), aLine(40, 1200)]
  const last = (waited: readonly InLine[], pace: number): number => servedBefore(waited, leaves, pace).at(-1) ?? 0
  assert.ok(last(line, 0.1) > last(line, 0.02))
  assert.ok(last(line, 0.02) > last(waitedLong, 0.02))
})

test('never more are served before somebody than stand there, and never fewer than before the one in front', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 5000, noNaN: true }), { maxLength: 60 }), fc.double({ min: 0.001, max: 1, noNaN: true }), (waited, pace) => {
      const before = servedBefore(
        waited.map((waitedSeconds) => ({ waitedSeconds, fittingShare: 1 })),
        leavesPerSecond(patientAtFirst),
        pace,
      )
      for (const [at, count] of before.entries()) assert.ok(count <= at + 1e-9 && count >= (before[at - 1] ?? 0))
    }),
  )
})

test('whom few places can serve is often passed by those behind him', () => {
  const leaves = leavesPerSecond([])
  const line = [0.5, 1, 1].map((fittingShare) => ({ waitedSeconds: 60, fittingShare }))
  assert.deepEqual(servedBefore(line, leaves, 0.1), [0, 0.5, 1.5])
})
