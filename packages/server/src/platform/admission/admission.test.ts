import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { Refused } from '../refused.ts'
import { MAY_WAIT_MS, startAdmission } from './admission.ts'
import { SHEDDABLE, type Sheddable } from './work.ts'

/** Looks every 100 ms of a clock that the test moves. */
function anAdmission({ isStuck = false } = {}) {
  mock.timers.reset()
  mock.timers.enable({ apis: ['setInterval', 'Date'] })
  let clockMs = 0
  let delayOf: (work: Sheddable) => number = () => 0
  const turnedAway: Sheddable[] = []
  const admission = startAdmission({
    delays: { delayMs: (work) => delayOf(work), isStuck: () => isStuck },
    onTurnedAway: (work) => turnedAway.push(work),
    nowMs: () => clockMs,
  })
  return {
    admission,
    turnedAway,
    late: (next: typeof delayOf) => void (delayOf = next),
    looks(count: number, { everyMs = 100 } = {}) {
      for (let look = 0; look < count; look += 1) {
        clockMs += everyMs
        mock.timers.tick(100)
      }
    },
    codeOf(work: Sheddable | 'kept'): string | null {
      try {
        admission.admit(work)
        return null
      } catch (error) {
        assert.ok(error instanceof Refused && Number(error.data['retryAfterSeconds']) >= 5)
        return error.code
      }
    },
  }
}

test('the longer the line stands, the more is turned away: reading first, what staff do last, what is kept never', () => {
  const { admission, late, looks, codeOf } = anAdmission()
  for (const [delayMs, shut] of [
    [999, []],
    [1000, ['reading']],
    [2000, ['beginning', 'reading']],
    [4000, ['running', 'beginning', 'reading']],
    [8000, ['answer', 'running', 'beginning', 'reading']],
  ] as const) {
    late(() => delayMs)
    looks(10)
    assert.deepEqual(admission.shut(), [...shut])
    for (const work of SHEDDABLE) assert.equal(codeOf(work), (shut as readonly Sheddable[]).includes(work) ? 'server.overloaded' : null)
    assert.equal(codeOf('kept'), null)
  }
})

test('each is judged by its own delay: where staff are served at once, they are let in although many wait to read', () => {
  const { admission, late, looks } = anAdmission()
  late((work) => (work === 'reading' || work === 'beginning' ? 60_000 : 0))
  looks(10)
  assert.deepEqual(admission.shut(), ['beginning', 'reading'])
})

test('a burst that passes turns nobody away, however late it was', () => {
  const { admission, late, looks } = anAdmission()
  for (let burst = 0; burst < 5; burst += 1) {
    late(() => 60_000)
    looks(9)
    late(() => 0)
    looks(1)
    assert.deepEqual(admission.shut(), [])
  }
})

test('the doors open when the delay has halved, and shut sooner where it comes back at once', () => {
  const { admission, late, looks, codeOf } = anAdmission()
  late((work) => MAY_WAIT_MS[work])
  looks(10)
  late((work) => MAY_WAIT_MS[work] / 2)
  looks(5)
  assert.equal(codeOf('reading'), 'server.overloaded', 'not yet')
  late((work) => MAY_WAIT_MS[work] / 2 - 1)
  looks(1)
  assert.deepEqual(SHEDDABLE.map(codeOf), [null, null, null, null])
  late((work) => MAY_WAIT_MS[work])
  looks(2)
  assert.equal(admission.shut().length, 4)
})

test('a process that comes to nothing in time turns away too, whatever its lines look like', () => {
  const { admission, looks } = anAdmission()
  looks(10, { everyMs: 2100 })
  assert.deepEqual(admission.shut(), ['beginning', 'reading'])
})

test('how long too many ask is known until nobody was turned away for ten seconds; a database that does not answer is another matter', () => {
  const { admission, late, looks, codeOf, turnedAway } = anAdmission()
  late(() => 1000)
  looks(10)
  assert.equal(admission.crowd(), null, 'nobody was turned away yet')
  codeOf('reading')
  looks(90)
  codeOf('reading')
  assert.deepEqual(admission.crowd(), { forMs: 9000, turnedAway: 2 })
  assert.deepEqual(turnedAway, ['reading', 'reading'])
  looks(100)
  assert.equal(admission.crowd()?.forMs, 19_000)
  looks(1)
  assert.equal(admission.crowd(), null)

  const stuck = anAdmission({ isStuck: true })
  stuck.late(() => 1000)
  stuck.looks(10)
  assert.equal(stuck.codeOf('reading'), 'server.busy')
  assert.equal(stuck.admission.crowd(), null)
})
