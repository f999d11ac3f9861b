import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mostUntil } from './estimate.ts'
import { scoreOf, simulate, type Day } from './testing/simulated-line.ts'

/** Thirty people's work, six to seven minutes each and uneven; who waits leaves after forty minutes on average. */
const usual = { hours: 3, places: () => 30, handleSeconds: 400, unevenness: 0.7, patienceSeconds: 2400 }

const DAYS: Readonly<Record<string, Omit<Day, 'seed'>>> = {
  'as many come as can be served': { ...usual, perHour: () => 290 },
  'more come from hour to hour': { ...usual, perHour: (hour) => 200 + 60 * hour },
  'a burst comes': { ...usual, perHour: (hour) => (hour >= 1 && hour < 1.4 ? 800 : 200) },
  'a third of the agents go home': { ...usual, perHour: () => 260, places: (hour) => (hour < 1.5 ? 30 : 20) },
}

for (const [name, day] of Object.entries(DAYS))
  test(`when ${name}, four fifths of what is told comes true, no range is wider than allowed, and hardly ever it cannot be said`, () => {
    const scored = simulate({ ...day, seed: 7 })
    const { inside, medianError, cannot, count } = scoreOf(scored)
    assert.ok(count > 1000, `${count} told`)
    assert.ok(inside >= 0.8, `${inside} inside`)
    assert.ok(medianError < 0.25, `median error ${medianError}`)
    assert.ok(cannot <= 0.05, `${cannot} not said`)
    for (const { estimate } of scored) if (estimate.kind === 'range') assert.ok(estimate.toSeconds <= mostUntil(estimate.fromSeconds))
  })

test('while a burst lasts, and right after it, seven tenths come true as well', () => {
  const { 'a burst comes': day } = DAYS
  assert.ok(day)
  const during = [11, 12, 13].flatMap((seed) => simulate({ ...day, hours: 1.7, seed })).filter(({ hour }) => hour >= 1 && hour < 1.6)
  assert.ok(during.length > 500)
  const { inside } = scoreOf(during)
  assert.ok(inside >= 0.7, `${inside} inside`)
})
