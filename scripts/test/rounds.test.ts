import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'

const ROUNDS = new URL('./rounds.ts', import.meta.url)

const PLAYS = `
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { spec } from 'node:test/reporters'
import { nothingYet, playRounds } from '${ROUNDS.href}'
const outcome = nothingYet()
const rounds = JSON.parse(process.argv[2]).map((round) => ({ concurrency: 1, fileTimeoutMs: 20_000, ...round, prepare: async () => {
  console.error('prepared', round.title ?? 'first')
  return { env: { ...process.env, ROUND: round.title ?? '' }, clear: async () => console.error('cleared', round.title ?? 'first') }
} }))
const beside = rounds.find(({ title }) => title === 'Beside')
await pipeline(Readable.from(playRounds(rounds.filter((round) => round !== beside), outcome, new AbortController().signal, beside)), new spec(), async (texts) => { for await (const text of texts) process.stdout.write(text) })
process.exitCode = outcome.success ? 0 : 1
`

const TESTS = `
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
test('holds', () => {})
test('holds in the first round only', () => assert.equal(process.env.ROUND, ''))
describe('a suite', () => test('holds inside', () => {}))
test('is left out', { skip: 'for a reason' }, () => {})
`

/** Fails the first time it is played. */
const LATE = `
import assert from 'node:assert/strict'
import { existsSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
test('comes in time', () => {
  const been = new URL('./been', import.meta.url)
  const first = !existsSync(been)
  writeFileSync(been, '')
  assert.ok(!first)
})
test('holds', () => {})
`

/** Played in a process of its own: node's runner does not run inside itself. */
function play(t: TestContext, rounds: { title?: string; files: string[]; secondGo?: number }[]): { out: string; err: string; code: number | null } {
  const folder = mkdtempSync(join(tmpdir(), 'yingda-rounds-'))
  t.after(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'some.test.mjs'), TESTS)
  writeFileSync(join(folder, 'late.test.mjs'), LATE)
  writeFileSync(join(folder, 'plays.mjs'), PLAYS)
  const placed = rounds.map((round) => ({ ...round, files: round.files.map((file) => join(folder, file)) }))
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(folder, 'plays.mjs'), JSON.stringify(placed)], {
    env,
    encoding: 'utf8',
    timeout: 60_000,
  })
  return { out: stdout, err: stderr, code: status }
}

const closingLines = (out: string): string[] => out.split('\n').filter((line) => /^ℹ (tests|pass|fail|skipped) /.test(line))

test('two rounds close with one set of lines, and a failure in either is the run’s', (t) => {
  const { out, err, code } = play(t, [{ files: ['some.test.mjs'] }, { title: 'Again', files: ['some.test.mjs'] }])
  assert.deepEqual(closingLines(out), ['ℹ tests 8', 'ℹ pass 5', 'ℹ fail 1', 'ℹ skipped 2'], out + err)
  assert.match(out, /failing tests:[\s\S]*✖ Again: holds in the first round only/)
  assert.match(err, /cleared first[\s\S]*cleared Again/)
  assert.equal(code, 1)
})

test('a round that passes ends with success', (t) => {
  const { out, code } = play(t, [{ files: ['some.test.mjs'] }, { title: 'Empty', files: [] }])
  assert.deepEqual(closingLines(out), ['ℹ tests 4', 'ℹ pass 3', 'ℹ fail 0', 'ℹ skipped 1'])
  assert.doesNotMatch(out, /Empty/)
  assert.equal(code, 0)
})

test('a round beside the others has an environment of its own, is told after them in one piece, and its failure is the run’s', (t) => {
  const { out, err, code } = play(t, [
    { title: 'Beside', files: ['some.test.mjs'] },
    { files: ['some.test.mjs'] },
    { title: 'Again', files: ['some.test.mjs'] },
  ])
  assert.deepEqual(closingLines(out), ['ℹ tests 12', 'ℹ pass 7', 'ℹ fail 2', 'ℹ skipped 3'], out + err)
  assert.ok(err.indexOf('prepared Beside') < err.indexOf('cleared first'), err)
  const told = out.slice(0, out.indexOf('ℹ tests'))
  assert.ok(told.indexOf('Beside: ') > told.lastIndexOf('Again: '), told)
  assert.match(out, /failing tests:[\s\S]*✖ Beside: holds in the first round only/)
  assert.equal(code, 1)
  assert.equal(play(t, [{ title: 'Beside', files: ['some.test.mjs'] }]).code, 1)
})

test('no test at all is no success', (t) => {
  assert.equal(play(t, []).code, 1)
})

test('a file that cannot even be loaded fails the run', (t) => {
  const { out, code } = play(t, [{ files: ['some.test.mjs', 'absent.test.mjs'] }])
  assert.ok(closingLines(out).includes('ℹ fail 1'), out)
  assert.equal(code, 1)
})

test('what was late passes the second time, by itself, and that is said', (t) => {
  const { out, code } = play(t, [{ title: 'Slow', files: ['late.test.mjs'], secondGo: 1 }])
  assert.deepEqual(closingLines(out), ['ℹ tests 4', 'ℹ pass 3', 'ℹ fail 1', 'ℹ skipped 0'], out)
  assert.match(out, /ℹ 1 of those that failed passed the second time/)
  assert.match(out, /✔ Slow, a second time: comes in time/)
  assert.match(out, /failing tests:[\s\S]*✖ Slow: comes in time/)
  assert.equal(code, 0)
})

test('what fails twice fails the run; so does the first time where no second is given, or too many failed', (t) => {
  const twice = play(t, [{ title: 'Slow', files: ['some.test.mjs', 'late.test.mjs'], secondGo: 2 }])
  assert.equal(twice.code, 1, twice.out)
  assert.match(twice.out, /✖ Slow, a second time: holds in the first round only/)
  assert.equal(play(t, [{ files: ['late.test.mjs'] }]).code, 1)
  const tooMany = play(t, [{ title: 'Slow', files: ['some.test.mjs', 'late.test.mjs'], secondGo: 1 }])
  assert.equal(tooMany.code, 1)
  assert.doesNotMatch(tooMany.out, /a second time/)
})

test('a second time of one round forgives no failure of another', (t) => {
  const { out, code } = play(t, [
    { title: 'Slow', files: ['late.test.mjs'], secondGo: 1 },
    { title: 'Again', files: ['some.test.mjs'] },
  ])
  assert.match(out, /✔ Slow, a second time: comes in time/)
  assert.equal(code, 1)
})
