import assert from 'node:assert/strict'
import { test } from 'node:test'
import { planDay, hashOf } from '@yingda/simulator/day/plan-day.ts'
import type { EstimateRow } from './figures.ts'
import type { Story } from './customer.ts'
import { printReport, reportOf, violationsOf, type Found } from './report.ts'

const plan = { ...planDay({ profile: 'ordinary', seed: 2, arrivals: 50 }) }
const three = { ...plan, customers: plan.customers.slice(0, 4) }
const all: EstimateRow = { part: 'all', told: 50, cannotSay: 1, compared: 40, inside: 34, medianErrorPct: 21.26, medianRangeWidthPct: 90, tooWide: 0 }
const story = (id: number, outcome: Story['outcome']): Story => ({ id, outcome, waits: [] })
const found: Found = {
  plan: three,
  lived: { stories: [story(0, 'bot'), story(1, 'person'), story(2, 'person'), story(3, 'abandoned')], worked: [], faults: [] },
  estimates: [all, { ...all, part: 'burst', compared: 10, inside: 7 }],
  waits: { stays: 3, served: 2, inTime: 1, medianSeconds: 130, p90Seconds: 400, longestSeconds: 431 },
  promises: [
    { kind: 'bot_reply', ended: 4, kept: 4, open: 0 },
    { kind: 'first_reply', ended: 3, kept: 2, open: 0 },
    { kind: 'next_reply', ended: 5, kept: 4, open: 0 },
  ],
  pace: { minutes: 8, speed: { wanted: 180, mean: 170, slowest: 90 }, lagSeconds: { median: 2, p95: 8, p99: 12 }, kept: true },
}

test('the report counts customers, what they were told, and the promises of people', () => {
  const report = reportOf(found)
  assert.deepEqual(Object.entries(report).slice(0, 9), [
    ['planHash', hashOf(three)],
    ['served', 3],
    ['abandoned', 1],
    ['serviceLevel', 33.3],
    ['insideRange', 85],
    ['medianErrorPct', 21.3],
    ['medianRangeWidthPct', 90],
    ['promisesKept', 75],
    ['occupancy', 0],
  ])
  assert.deepEqual([report.arrivals, report.servedByBot, report.cannotSayPct, report.insideRangeBy['burst']], [4, 1, 2, 70])
  assert.match(printReport(found), /Served: 3 \(75 %\), 1 of them by the bot/)
  assert.doesNotMatch(printReport(found), /could not keep the pace/)
})

test('a customer who is missing, an answer that is owed, a range that is too wide: each is a violation', () => {
  const { plan: day, lived, promises, estimates } = found
  assert.deepEqual(violationsOf({ plan: day, lived, promises, estimates }), [])
  const wrong = violationsOf({
    plan: day,
    lived: { ...lived, stories: lived.stories.slice(1), faults: ['an answer was refused'] },
    promises: [{ kind: 'next_reply', ended: 1, kept: 1, open: 2 }],
    estimates: [{ ...all, tooWide: 1 }],
  })
  assert.equal(wrong.length, 4)
})

test('a machine that was too slow says so instead of giving its own figures for the day’s', () => {
  const slow = { ...found, pace: { ...found.pace, kept: false } }
  assert.match(printReport(slow), /could not keep the pace/)
  assert.equal(reportOf(slow).keptPace, false)
})
