import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refused } from '../refused.ts'
import { until } from '../../testing/settle.ts'
import { Line } from './line.ts'
import { anErrand, SHEDDABLE, WORKS, type Work } from './work.ts'

const AGES = { kept: 60_000, answer: 60_000, running: 60_000, beginning: 60_000, reading: 60_000 }

/** Notes who gets a place, and who is told that he gets none, in that order. */
function aLine({ places = 1, most = 100, patienceMs = AGES }: { places?: number; most?: number; patienceMs?: Record<Work, number> } = {}) {
  let clockMs = 0
  const line = new Line({ places, most, patienceMs, nowMs: () => clockMs })
  const served: string[] = []
  const refused: [string, string][] = []
  return {
    line,
    served,
    refused,
    pass: (ms: number) => void (clockMs += ms),
    come(name: string, work: Work | null, { begun = false } = {}) {
      const errand = work === null ? null : { ...anErrand(work), begun }
      line.enter(errand).then(
        () => served.push(name),
        (error: unknown) => refused.push([name, error instanceof Refused ? error.code : String(error)]),
      )
    },
    async serve(count: number) {
      for (let one = 0; one < count; one += 1) line.leave()
      await Promise.resolve()
    },
  }
}

test('who is worth more is served first, whoever came first; within one worth in the order of coming', async () => {
  const { come, served, serve } = aLine()
  come('first', 'reading')
  for (const work of [...WORKS].reverse()) for (const turn of [1, 2]) come(`${work} ${turn}`, work)
  await serve(10)
  assert.deepEqual(served, ['first', ...WORKS.flatMap((work) => [`${work} 1`, `${work} 2`])])
})

test('what has begun is brought to its end before its like begin; what nobody asked for goes first of all', async () => {
  const { come, served, serve } = aLine()
  come('first', 'reading')
  come('new', 'running')
  come('begun', 'running', { begun: true })
  come('answer', 'answer')
  come('lease', null)
  await serve(4)
  assert.deepEqual(served, ['first', 'lease', 'answer', 'begun', 'new'])
})

test('the line is never longer than it may be: who came last of the least worth makes room, and is told so', async () => {
  const { line, come, served, refused, serve } = aLine({ most: 3 })
  come('first', 'answer')
  for (const name of ['read 1', 'read 2', 'read 3', 'read 4']) come(name, 'reading')
  come('begin', 'beginning')
  come('answer', 'answer')
  come('lease', null)
  await serve(0)
  assert.equal(line.waiting(), 4, 'what is never turned away comes on top')
  assert.deepEqual(refused, [
    ['read 4', 'server.overloaded'],
    ['read 3', 'server.overloaded'],
    ['read 2', 'server.overloaded'],
  ])
  await serve(4)
  assert.deepEqual(served, ['first', 'lease', 'answer', 'begin', 'read 1'])
})

test('of a thousand who come at once as many are kept as may stand in line, and the places are all given back', async () => {
  const { line, come, served, refused, serve } = aLine({ places: 2, most: 50 })
  for (let index = 0; index < 1000; index += 1) come(String(index), SHEDDABLE[index % 4] ?? 'reading')
  await serve(0)
  assert.deepEqual([line.waiting(), refused.length], [50, 948])
  await serve(52)
  assert.equal(served.length, 52)
  come('later', 'reading')
  await serve(0)
  assert.equal(served.at(-1), 'later', 'at once')
})

test('who has stood in line for too long is told so; those behind keep their turn', async () => {
  const { come, served, refused, serve } = aLine({ patienceMs: { ...AGES, reading: 5 } })
  come('first', 'answer')
  come('tired', 'reading')
  come('patient', 'beginning')
  await until('it to be told', () => refused.length === 1)
  await serve(1)
  assert.deepEqual([served, refused], [['first', 'patient'], [['tired', 'server.overloaded']]])
})

test('where nobody gets on at all it is not the many who ask: then the word is that the server is busy', async () => {
  const { line, come, refused, pass, serve } = aLine({ most: 1 })
  come('holds the place', 'answer')
  come('waits', 'reading')
  pass(60_000)
  for (let look = 0; look < 20; look += 1) {
    assert.equal(line.isStuck(), false)
    line.look()
  }
  line.look()
  assert.equal(line.isStuck(), true)
  come('late', 'reading')
  await serve(0)
  assert.deepEqual(refused, [['late', 'server.busy']])
})

test('the age of the line is that of the first who is served no later', async () => {
  const { line, come, pass } = aLine()
  come('first', 'answer')
  come('begins', 'beginning')
  pass(300)
  come('answers', 'answer')
  pass(200)
  assert.deepEqual(
    SHEDDABLE.map((work) => line.oldestMs(work)),
    [200, 200, 500, 500],
  )
})
