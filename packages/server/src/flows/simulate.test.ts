/** A quarter of an hour of a simulated day, through real processes: what `npm run simulate` does with a whole one. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { hashOf, partOf, planDay } from '@yingda/simulator/day/plan-day.ts'
import { readArguments } from '../simulate/arguments.ts'
import { printReport, reportOf, violationsOf } from '../simulate/report.ts'
import { runSimulation } from '../simulate/run-simulation.ts'
import { fewArticles } from './desk.ts'

const KEYS = ['planHash', 'served', 'abandoned', 'serviceLevel', 'insideRange', 'medianErrorPct', 'medianRangeWidthPct', 'promisesKept', 'occupancy']

test('a part of a simulated day is lived to its end: everybody is served or has left, and nothing is owed', { timeout: 120_000 }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'yingda-day-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const { json: _json, ...wanted } = readArguments([
    '--profile',
    'holiday',
    '--seed',
    '4',
    '--arrivals',
    '1000',
    '--from',
    '12',
    '--until',
    '12.25',
    '--speed',
    '90',
  ])
  let [came, url] = [0, '']
  const found = await runSimulation({ ...wanted, articleFolder: fewArticles(folder) }, { began: (_count, at) => (url = at), came: () => (came += 1) })
  t.diagnostic(printReport(found))
  const report = reportOf(found)

  assert.deepEqual(violationsOf(found), [])
  assert.equal(report.planHash, hashOf(partOf(planDay(wanted), { from: 12 * 3600, until: 12.25 * 3600 })))
  assert.ok(report.arrivals >= 8 && came === report.arrivals)
  assert.equal(report.served + report.abandoned, report.arrivals)
  assert.ok(report.servedByBot > 0 && report.served > report.servedByBot, 'the bot and people both served somebody')
  assert.deepEqual(Object.keys(report).slice(0, KEYS.length), KEYS)
  assert.ok(report.occupancy > 0 && report.occupancy <= 100)
  await assert.rejects(fetch(url), 'its server is gone')
})
