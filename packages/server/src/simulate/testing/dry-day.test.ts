/**
 * How often what is told comes true on planned days, without a server. The estimator was worked on with seeds 1 to 38; the
 * day here is another. A whole day against a server is `npm run simulate`.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { planDay } from '@yingda/simulator/day/plan-day.ts'
import { dryDay, scoreOf, type Said } from './dry-day.ts'

const HELD_BACK = [50] as const

test('on holidays that nobody worked with, four fifths of what is told comes true, in the burst and by night, day and evening seven tenths', () => {
  const days = HELD_BACK.map((seed) => planDay({ profile: 'holiday', seed })).map((plan) => ({ plan, said: dryDay(plan) }))
  const all = scoreOf(days.flatMap(({ said }) => said))
  assert.ok(all.inside >= 0.8, `${all.inside} inside`)
  assert.ok(all.medianError < 0.25, `median error ${all.medianError}`)
  assert.ok(all.cannot <= 0.05, `${all.cannot} not said`)
  const inside = (of: (one: Said, burst: { from: number; until: number }) => boolean): number =>
    scoreOf(days.flatMap(({ plan, said }) => said.filter((one) => plan.burst !== null && of(one, plan.burst)))).inside
  for (const [part, share] of Object.entries({
    night: inside(({ at }) => at < 8 * 3600),
    day: inside(({ at }) => at >= 8 * 3600 && at < 16 * 3600),
    evening: inside(({ at }) => at >= 16 * 3600),
    burst: inside(({ at }, burst) => at >= burst.from && at < burst.until),
  }))
    assert.ok(share >= 0.7, `${part}: ${share} inside`)
})
