import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { thrown } from './chance.ts'
import { durationsOf } from './durations.ts'
import { estimateWaits, mostUntil, type WaitEstimate } from './estimate.ts'
import { leavesAfter } from './leaving.ts'
import type { Desks, Line, Waiting, Worker } from './play-forward.ts'

/** Talks of about six minutes, all that is known. */
const usual = durationsOf(Array.from({ length: 100 }, (_one, at) => 180 + 4 * at))
const nobodyLeaves = leavesAfter([])
type Known = {
  ahead?: number
  agents?: number
  away?: number
  speaking?: number
  line?: Partial<Line>
}

/** Agents with one place each, in the middle of a talk, and a line of which the last is asked for. */
function desks({ ahead = 10, agents = 30, away = 0, speaking = agents, line = {} }: Known): Desks {
  const busy = (at: number, isThere: boolean): Worker => ({
    isThere,
    room: isThere ? 0 : 1,
    held: isThere ? [{ key: 1000 + at, team: 0, forSeconds: (at * 37) % 300, weight: 1 }] : [],
  })
  const workers = [...Array.from({ length: agents }, (_one, at) => busy(at, true)), ...Array.from({ length: away }, (_one, at) => busy(at, false))]
  const everybody = workers.map(() => true)
  const waiting = Array.from({ length: ahead + 1 }, (_one, at): Waiting => {
    const waitedSeconds = 300 - at
    return { key: at, team: 0, lineAt: -waitedSeconds, waitedSeconds, fits: at < ahead ? everybody : workers.map((_worker, worker) => worker < speaking) }
  })
  return { workers, lines: [{ durations: usual, leavesAfter: nobodyLeaves, coming: [], servedBy: everybody, ...line }], waiting, weight: 1 }
}
const lastOf = (known: Known): WaitEstimate => estimateWaits(desks(known)).at(-1) ?? { kind: 'cannot_say', why: 'nobody_there' }
function expected(known: Known): number {
  const estimate = lastOf(known)
  assert.equal(estimate.kind, 'range')
  return estimate.kind === 'range' ? estimate.expectedSeconds : Number.NaN
}

test('a range is in whole minutes, and never wider than is allowed; the same facts give the same range', () => {
  const facts = fc.record({ ahead: fc.nat(60), agents: fc.nat(40), away: fc.nat(5) })
  fc.assert(
    fc.property(
      facts,
      fc.array(fc.integer({ min: 1, max: 5000 }), { maxLength: 30 }),
      fc.double({ min: 0, max: 0.1, noNaN: true }),
      (known, talks, perSecond) => {
        const all = desks({ ...known, line: { durations: durationsOf(talks), coming: [{ perSecond, headStartSeconds: 300 }] } })
        const told = estimateWaits(all)
        assert.equal(told.length, all.waiting.length)
        for (const one of told)
          if (one.kind === 'range') {
            assert.equal((one.fromSeconds % 60) + (one.toSeconds % 60), 0)
            assert.ok(one.fromSeconds >= 0 && one.toSeconds > one.fromSeconds && one.toSeconds <= mostUntil(one.fromSeconds))
          }
        assert.deepEqual(estimateWaits(all), told)
      },
    ),
    { numRuns: 60 },
  )
})

test('whoever stands further back is not told less, where all can be served by all and nobody leaves', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 3, max: 40 }), (ahead, agents) => {
      const told = estimateWaits(desks({ ahead, agents })).flatMap((one) => (one.kind === 'range' ? [one.expectedSeconds] : []))
      for (const [at, seconds] of told.entries()) assert.ok(seconds >= (told[at - 1] ?? 0))
    }),
    { numRuns: 40 },
  )
})

test('far behind it is as much longer as there are more ahead', () => {
  const ratio = expected({ ahead: 3000 }) / expected({ ahead: 900 })
  assert.ok(ratio > 2.7 && ratio < 4, String(ratio))
})

test('twice the agents halve it, roughly', () => {
  const ratio = expected({ ahead: 40, agents: 15 }) / expected({ ahead: 40, agents: 30 })
  assert.ok(ratio > 1.6 && ratio < 2.4, String(ratio))
})

test('who is nearly done is waited for less than who has just begun', () => {
  const all = desks({ ahead: 2, agents: 8 })
  const afterSeconds = (forSeconds: number): number => {
    const workers = all.workers.map((worker) => ({ ...worker, held: worker.held.map((one) => ({ ...one, forSeconds })) }))
    const last = estimateWaits({ ...all, workers }).at(-1)
    return last?.kind === 'range' ? last.expectedSeconds : Number.NaN
  }
  assert.ok(afterSeconds(400) < afterSeconds(10) / 2)
})

test('who comes later with a head start makes it longer, for as long as the head start lasts', () => {
  const coming = (headStartSeconds: number) => expected({ line: { coming: [{ perSecond: 0.05, headStartSeconds }] } })
  assert.ok(coming(900) > coming(0) * 1.4)
  assert.equal(coming(0), expected({}))
})

test('whom few can serve waits longer, and whoever is impatient shortens the line', () => {
  assert.ok(expected({ ahead: 2, speaking: 6 }) > expected({ ahead: 2 }))
  const leaving = leavesAfter([{ fromSeconds: 0, left: 300, waitedSeconds: 100_000 }])
  assert.ok(expected({ ahead: 60, line: { leavesAfter: leaving } }) < expected({ ahead: 60 }))
})

test('who is on a break brings places back', () => {
  assert.ok(expected({ ahead: 60, away: 15 }) < expected({ ahead: 60 }))
})

test('who only asks takes no place: those behind are told the same', () => {
  const all = desks({ ahead: 5 })
  const asking = { ...all.waiting[0], key: 77, team: 0, lineAt: -1000, waitedSeconds: 0, fits: all.workers.map(() => true), isAsking: true }
  assert.deepEqual(estimateWaits({ ...all, waiting: [asking, ...all.waiting] }).slice(1), estimateWaits(all))
})

test('whoever works on two lines serves whoever stands first: the other line makes it longer', () => {
  const all = desks({ ahead: 10 })
  const [line] = all.lines
  assert.ok(line !== undefined)
  const others = all.waiting.map((one, at) => ({ ...one, key: 500 + at, team: 1, lineAt: one.lineAt - 0.5 }))
  const both = [...all.waiting, ...others].toSorted((a, b) => a.lineAt - b.lineAt)
  const last = estimateWaits({ ...all, lines: [line, line], waiting: both }).at(-1)
  assert.ok(last?.kind === 'range' && last.expectedSeconds > expected({ ahead: 10 }) * 1.4)
})

test('with nobody there, or nobody who could, or nothing to go by, or when it could be anything, it says that it cannot say', () => {
  assert.deepEqual(lastOf({ agents: 0 }), { kind: 'cannot_say', why: 'nobody_there' })
  assert.deepEqual(lastOf({ agents: 0, away: 3 }), { kind: 'cannot_say', why: 'nobody_there' })
  assert.deepEqual(lastOf({ speaking: 0 }), { kind: 'cannot_say', why: 'nobody_there' })
  assert.deepEqual(lastOf({ line: { durations: durationsOf([300, 400]) } }), { kind: 'cannot_say', why: 'no_experience' })
  // one agent, talks of a minute or of an hour: the place may be free again at any time
  const uneven = durationsOf(Array.from({ length: 50 }, (_one, at) => (at % 2 === 0 ? 60 + at : 1800 + 80 * at)))
  assert.deepEqual(lastOf({ ahead: 1, agents: 1, line: { durations: uneven } }), { kind: 'cannot_say', why: 'too_uncertain' })
})

test('where few serve the line a range is to be surer than where many do, of whom few can take this one', () => {
  // Talks of three minutes or of half an hour: whose end is near is not known.
  const mixed = durationsOf(Array.from({ length: 60 }, (_one, at) => (at % 3 === 0 ? 1200 + 20 * at : 150 + 6 * at)))
  const told = (known: Known): string => lastOf({ ahead: 1, line: { durations: mixed }, ...known }).kind
  assert.equal(told({ agents: 4 }), 'cannot_say')
  assert.equal(told({ agents: 40, speaking: 4 }), 'range')
})

test('of a line that is well known it says what any clerk would: thirty agents, six minutes each, ten ahead: two to three minutes', () => {
  const seconds = expected({ ahead: 10 })
  assert.ok(seconds > 110 && seconds < 190, String(seconds))
})

test('what is thrown is spread evenly, and differs by play and by person', () => {
  const all = Array.from({ length: 4000 }, (_one, at) => thrown(Math.floor(at / 40), at % 40))
  for (const share of [0.1, 0.5, 0.9]) assert.ok(Math.abs(all.filter((one) => one < share).length / all.length - share) < 0.03)
  assert.ok(new Set(all).size > 3990 && all.every((one) => one > 0 && one < 1))
})
