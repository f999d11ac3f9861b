/** A server that is asked for more than it can do: who is let in first, who is turned away, and what becomes of it. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { MAY_WAIT_MS } from '../platform/admission/admission.ts'
import { aTeam } from '../testing/builders.ts'
import { testDatabase } from '../testing/database.ts'
import { until } from '../testing/settle.ts'
import { aColleague, aKnownCustomer, ask, type Answer, type Caller, type Colleague } from './callers.ts'
import { aCrowd, type Crowd } from './crowd.ts'
import { aDesk } from './desk.ts'
import { ok, opening, say, started } from './talk.ts'

const CONNECTIONS = 2
const MOST_IN_LINE = 1000

const database = await testDatabase()
const { db } = database
const desk = await aDesk(database, { env: { ROLES: 'api,gateway' }, connections: CONNECTIONS })
const { lines } = desk.database
let agent: Colleague
let customer: Caller
let talk: ConversationId
let crowd: Crowd
let longest = 0
const watching = setInterval(() => (longest = Math.max(longest, lines.db.waiting())), 5)
after(() => clearInterval(watching))

before(async () => {
  await desk.start()
  const teamId = await aTeam(db)
  agent = await aColleague(desk, { teamIds: [teamId] })
  customer = await aKnownCustomer(desk)
  talk = await started(customer, 'payment', '钱扣了两次')
  ok(await say(agent, talk, '我来看看'))
  crowd = aCrowd(desk)
  await until(
    'new questions to be turned away',
    moreAndMore(() => (crowd.refusals().get('server.overloaded') ?? 0) > 50),
    { withinMs: 60_000 },
  )
})

/** However fast the machine is: more come until those who came wait for longer than they may. */
const moreAndMore = (holds: () => boolean) => (): boolean => {
  if (lines.db.oldestMs('beginning') < MAY_WAIT_MS.beginning) crowd.grow()
  return holds()
}

/** How many of those who wanted to begin got in while this was done, and how many were in line before it. */
async function overtaken(act: () => Promise<unknown>): Promise<{ inLine: number; gotIn: number }> {
  await until(
    'a long line',
    moreAndMore(() => lines.db.waiting('beginning') > 50),
    { withinMs: 30_000 },
  )
  const inLine = lines.db.waiting('beginning')
  const before = crowd.taken()
  await act()
  return { inLine, gotIn: crowd.taken() - before }
}

test('what an agent answers is on disk before those are let in who stood in line to begin something new', async () => {
  for (let turn = 1; turn <= 5; turn += 1) {
    const { inLine, gotIn } = await overtaken(async () => ok(await say(agent, talk, `答复 ${turn}`)))
    assert.ok(gotIn < inLine / 4, `${gotIn} of ${inLine} got in before the answer`)
  }
})

test('so is what a customer says in a conversation that runs, and who says that money is at risk', async () => {
  const said = await overtaken(async () => ok(await say(customer, talk, '好的')))
  assert.ok(said.gotIn < said.inLine / 4, `${said.gotIn} of ${said.inLine} got in before the words`)
  const robbed = await aKnownCustomer(desk)
  const began = await overtaken(async () => ok(await robbed.post('/conversations', opening('security', '有人在用我的钱包'), { headers: { priority: 'u=0' } })))
  assert.ok(began.gotIn < began.inLine / 4, `${began.gotIn} of ${began.inLine} got in before the alarm`)
})

test('whoever says that it is urgent where it is not is judged by what it is', async () => {
  const hurried = await aKnownCustomer(desk)
  await until('the word to be no', async () => {
    const answer = await hurried.post('/conversations', opening('other'), { headers: { priority: 'u=0' } })
    return answer.body.code === 'server.overloaded'
  })
})

test('who is turned away learns when to ask again, in either language', async () => {
  const turnedAway = async (language: string): Promise<Answer> => {
    let answer = await agent.get('/search?q=a')
    await until('reading to be turned away', async () => {
      moreAndMore(() => true)()
      answer = await agent.get('/search?q=a', { headers: { 'accept-language': language } })
      return answer.status === 503
    })
    return answer
  }
  for (const [language, words] of [
    ['zh-CN', /^现在咨询的人很多/],
    ['en', /^More people are asking/],
  ] as const) {
    const { body, headers } = await turnedAway(language)
    assert.equal(body.code, 'server.overloaded')
    assert.match(body.message, words)
    assert.equal(headers['retry-after'], String(body.data.retryAfterSeconds))
    assert.ok(body.data.retryAfterSeconds >= 5)
  }
})

test('health, who one is and signing out are served all the while', async () => {
  assert.equal((await ask(desk, 'GET', '/healthz', undefined)).status, 200)
  const other = await aColleague(desk)
  ok(await other.get('/session/'))
  ok(await other.post('/session/sign-out'))
})

test('the measurements say what is turned away and how long the line is', async () => {
  const text = await (await fetch(`${desk.origin()}/metrics`)).text()
  const value = (name: string, work: string): number => Number(new RegExp(`^${name}\\{work="${work}"\\} (\\S+)$`, 'm').exec(text)?.[1])
  assert.ok(value('yingda_turned_away_total', 'beginning') > 0)
  assert.equal(value('yingda_turning_away', 'answer'), 0)
  assert.ok(value('yingda_in_line', 'beginning') >= 0 && value('yingda_in_line_seconds', 'beginning') >= 0)
  assert.ok(longest > 50 && longest <= MOST_IN_LINE + 20, `${longest} stood in line`)
})

test('when the rush is over everybody who came is in, once, and the doors are open', { timeout: 120_000 }, async () => {
  await crowd.end()
  const { rows } = await sql<{ count: number; distinct: number }>`
    select count(*)::int as count, count(distinct client_id)::int as distinct from conversation where client_id = any(${crowd.questions.map(({ clientId }) => clientId)}::uuid[])`.execute(
    db,
  )
  assert.deepEqual(rows, [{ count: crowd.questions.length, distinct: crowd.questions.length }])
  const words = await sql<{ count: number }>`
    select count(*)::int as count from entry where type = 'message.posted' and client_id = any(${crowd.questions.map(({ messageId }) => messageId)}::uuid[])`.execute(
    db,
  )
  assert.equal(words.rows[0]?.count, crowd.questions.length)
  await until('the doors to open', async () => (await agent.get('/search?q=a')).status === 200, { withinMs: 15_000 })
})
