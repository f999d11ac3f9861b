/** What a customer should not have sent is kept nowhere: no column, no log line, no socket, no index, no answer. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { Db } from '../platform/db/db.ts'
import { aTeam } from '../testing/builders.ts'
import { testDatabase } from '../testing/database.ts'
import { settle, until } from '../testing/settle.ts'
import { aColleague, aKnownCustomer } from './callers.ts'
import { aDesk } from './desk.ts'
import { called } from './line.ts'
import { ok, opening, say, started, words } from './talk.ts'

const database = await testDatabase()
let logged = ''
const desk = await aDesk(database, { env: { LOG_LEVEL: 'trace' }, logTo: { write: (line) => (logged += line) } })
await desk.start()
const teamId = await aTeam(database.db)

/** A different secret for each way in, so that a leak says which. */
const SECRETS = ['730415', '730426', '730437', '6222021234567890128', 'Quittenbaum77', '730459']

/** Every row of every table of ours and of the jobs', as text. */
async function everyRow(db: Db): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'graphile_worker')`.execute(db)
  const dumps = await Promise.all(rows.map(({ name }) => sql<{ row: string }>`select t::text as row from ${sql.raw(name)} t`.execute(db)))
  return dumps.flatMap((dump) => dump.rows.map(({ row }) => row)).join('\n')
}

test('a secret that comes by any way is hidden from everybody, and is written nowhere', async () => {
  const customer = await aKnownCustomer(desk)
  const agent = await aColleague(desk, { role: 'admin', teamIds: [teamId] })
  const lines = [await called(desk, customer), await called(desk, agent)] as const
  const id = await started(customer, 'payment', `验证码是${SECRETS[0]}，登不上`)
  for (const line of lines) line.say({ t: 'subscribe', stream: `conversation:${id}`, after: 0 })
  await Promise.all(lines.map((line) => line.next('live')))
  lines[1].say({ t: 'subscribe', stream: 'list:all', after: 0 })

  ok(await say(customer, id, `有人让我报这个：${SECRETS[1]}`))
  const sent = { t: 'send' as const, ref: 'r', conversationId: id, ...words(`my code is ${SECRETS[2]}`), attachmentIds: [] }
  lines[0].say({ ...sent, clientId: sent.clientId as never })
  await lines[0].next('sent')
  ok(await say(customer, id, `卡号 ${SECRETS[3]}，密码是 ${SECRETS[4]}`))
  const twice = words(`验证码 ${SECRETS[5]} 不对`)
  const first = ok(await customer.post(`/conversations/${id}/messages`, twice))
  assert.deepEqual(ok(await customer.post(`/conversations/${id}/messages`, twice)).body, first.body)
  ok(await customer.post(`/conversations/${id}/person`, {}))
  await settle(database.db)
  const last = ok(await agent.get(`/conversations/${id}/entries`)).body.lastSeq
  await until('both to have been sent everything', () => [lines[0].bytes().includes('"queued"'), lines[1].bytes().includes(`"seq":${last}`)].every(Boolean))

  const answers = await Promise.all([
    customer.get('/conversations'),
    customer.get(`/conversations/${id}/transcript`),
    customer.get(`/conversations/${id}/entries?after=0`),
    agent.get(`/conversations/${id}/entries`),
    agent.get(`/conversations/${id}/export`),
    agent.get('/conversations?view=all'),
    agent.get(`/search?q=${SECRETS[1]}`),
  ])
  const everywhere = {
    tables: await everyRow(database.db),
    log: logged,
    'socket of the customer': lines[0].bytes(),
    'socket of the agent': lines[1].bytes(),
    answers: answers.map((answer) => answer.text.replace(`q=${SECRETS[1]}`, '')).join('\n'),
  }
  for (const [where, what] of Object.entries(everywhere)) {
    assert.ok(what.length > 0, where)
    SECRETS.forEach((secret, at) => assert.ok(!what.includes(secret), `secret ${at} stands in: ${where}`))
  }
  assert.equal(answers.at(-1)?.body.conversations.length, 0)
  assert.ok(everywhere.tables.includes('••••••'))
})

test('the bot says first that it is hidden, and then answers what was asked', async () => {
  const customer = await aKnownCustomer(desk)
  const id = ok(await customer.post('/conversations', opening('payment', '验证码是 730461'))).body.conversation.id
  await settle(database.db)
  const page = ok(await customer.get(`/conversations/${id}/entries?after=0`)).body
  const [question, answer] = page.entries.filter((entry: { view: { kind: string } }) => entry.view.kind === 'message')
  assert.deepEqual(question.view.content.hidden, [{ at: 5, length: 6, kind: 'code' }])
  assert.match(answer.view.content.text, /请不要把验证码发给任何人，包括我们。刚才那串数字我已经隐藏。/)
})

test('the words of a rating lose their secrets too', async () => {
  const customer = await aKnownCustomer(desk)
  const id = await started(customer, 'refund', '你好')
  ok(await customer.post(`/conversations/${id}/end`, {}))
  ok(await customer.put(`/conversations/${id}/rating`, { score: 5, words: `谢谢，密码是 Quittenbaum78 ${randomUUID()}` }))
  assert.ok(!(await everyRow(database.db)).includes('Quittenbaum78'))
})
