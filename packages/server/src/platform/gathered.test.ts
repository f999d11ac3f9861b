import assert from 'node:assert/strict'
import { test } from 'node:test'
import { errandNow } from './admission/work.ts'
import { gathered, type Gathered } from './gathered.ts'
import { Refused } from './refused.ts'

const WORK = { work: 'running' } as const
const doubled = (asked: readonly number[]): Gathered<number>[] => asked.map((one) => ({ ok: one * 2 }))

/** Each question is answered when the test says so. */
function aSlowDesk(options: { most?: number } = {}) {
  const questions: { asked: readonly number[]; answer(): void }[] = []
  const ask = gathered<number, number>((asked) => new Promise((resolve) => questions.push({ asked, answer: () => resolve(doubled(asked)) })), {
    ...WORK,
    ...options,
  })
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
  return { questions, ask, turn }
}

test('what is asked in one turn is one question, and each has its own answer', async () => {
  const questions: (readonly number[])[] = []
  const ask = gathered<number, number>((asked) => (questions.push(asked), Promise.resolve(doubled(asked))), WORK)
  assert.deepEqual(await Promise.all([1, 2, 3].map(ask)), [2, 4, 6])
  assert.deepEqual(questions, [[1, 2, 3]])
})

test('what comes while a question is under way waits for its answer and then goes together, in order', async () => {
  const { questions, ask, turn } = aSlowDesk()
  const first = ask(1)
  await turn()
  const later = [2, 3, 4].map(ask)
  await turn()
  assert.deepEqual(
    questions.map(({ asked }) => asked),
    [[1]],
  )
  questions[0]?.answer()
  assert.equal(await first, 2)
  await turn()
  assert.deepEqual(questions[1]?.asked, [2, 3, 4])
  questions[1].answer()
  assert.deepEqual(await Promise.all(later), [4, 6, 8])
})

test('no question holds more than it may', async () => {
  const { questions, ask, turn } = aSlowDesk({ most: 2 })
  const answers = Promise.all([1, 2, 3, 4, 5].map(ask))
  for (let index = 0; index < 3; index += 1) {
    await turn()
    questions[index]?.answer()
  }
  assert.deepEqual(await answers, [2, 4, 6, 8, 10])
  assert.deepEqual(
    questions.map(({ asked }) => asked.length),
    [2, 2, 1],
  )
})

test('one who is refused is refused alone, and so is one who cannot be asked about at all', async () => {
  const ask = gathered<number, number>(async (asked) => {
    if (asked.includes(7)) throw new Error('no such number')
    return asked.map((one) => (one === 3 ? { error: new Refused('conversation.not_found') } : { ok: one }))
  }, WORK)
  const answers = await Promise.allSettled([1, 2, 3, 4, 5, 6, 7, 8].map(ask))
  assert.deepEqual(
    answers.map((one) => (one.status === 'fulfilled' ? one.value : String((one.reason as Error).message))),
    [1, 2, 'conversation.not_found', 4, 5, 6, 'no such number', 8],
  )
})

test('where the database is away nobody is asked about a second time', async () => {
  let questions = 0
  const ask = gathered<number, number>(() => {
    questions += 1
    return Promise.reject(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }))
  }, WORK)
  const answers = await Promise.allSettled([1, 2, 3, 4].map(ask))
  assert.deepEqual([questions, answers.every(({ status }) => status === 'rejected')], [1, true])
})

test('a question stands in line for what it is worth, whoever was the first to ask', async () => {
  const ask = gathered<number, string | undefined>((asked) => Promise.resolve(asked.map(() => ({ ok: errandNow()?.work }))), WORK)
  assert.equal(await ask(1), 'running')
})
