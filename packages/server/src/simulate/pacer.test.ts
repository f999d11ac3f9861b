import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { test } from 'node:test'
import { until } from '../testing/settle.ts'
import { heard } from './heard.ts'
import { startPacer } from './pacer.ts'
import type { ClockSetting } from './scaled-clock.ts'

const MIDNIGHT = new Date('2027-10-01T00:00:00+08:00')

test('the clock is slowed while an answer is long in coming, comes up again afterwards, and tells the server each time', async (t) => {
  const told: ClockSetting[] = []
  const pacer = startPacer({ midnight: MIDNIGHT, from: 3600, speed: 200, tell: (setting) => void told.push(setting) })
  t.after(() => pacer.stop())
  assert.equal(told[0]?.speed, 200)
  const answer = Promise.withResolvers<void>()
  const asked = pacer.timed(answer.promise)
  await until('it runs at less than half', () => (told.at(-1)?.speed ?? 200) < 100)
  answer.resolve()
  await asked
  await until('it runs as fast as before', () => told.at(-1)?.speed === 200)
  assert.ok(pacer.report().lagSeconds.p99 > 0 && pacer.report().speed.slowest < 100)
})

test('who waits for a time of the day goes on then, or as soon as there is nothing to wait for', async (t) => {
  const pacer = startPacer({ midnight: MIDNIGHT, from: 0, speed: 1000, tell() {} })
  t.after(() => pacer.stop())
  await pacer.until(100)
  assert.ok(pacer.second() >= 100)
  let enough = false
  const waiting = pacer.until(1e9, () => enough)
  await pause(1)
  enough = true
  await waiting
  assert.equal(pacer.secondOf(MIDNIGHT.toISOString()), 0)
})

test('when the day is called off, nobody goes on waiting for a time of it', async () => {
  const pacer = startPacer({ midnight: MIDNIGHT, from: 0, speed: 10, tell() {} })
  const waiting = [
    pacer.until(1e9),
    heard<number>(pacer).waitFor(
      () => undefined,
      () => 1e9,
    ),
  ]
  pacer.stop()
  await Promise.all(waiting.map((one) => assert.rejects(one, /the day is over/)))
})

test('what is waited for is found when it is heard, and given up at its time', async (t) => {
  const pacer = startPacer({ midnight: MIDNIGHT, from: 0, speed: 1000, tell() {} })
  t.after(() => pacer.stop())
  const ears = heard<number>(pacer)
  const found = ears.waitFor(
    (all) => all.find((one) => one > 2),
    () => 1e9,
  )
  ears.add([1, 2])
  ears.add([3])
  assert.equal(await found, 3)
  const given = await ears.waitFor(
    () => undefined,
    () => 50,
  )
  assert.equal(given, null)
})
