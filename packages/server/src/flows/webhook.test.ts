/** The wallet is told that somebody answered a customer who is not looking: signed, until it takes it, once by its id. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { MessageForCustomer } from '@yingda/protocol/webhook.ts'
import { aTeam } from '../testing/builders.ts'
import { testDatabase } from '../testing/database.ts'
import { settle, until } from '../testing/settle.ts'
import { aColleague, aKnownCustomer, aVisitor, type Caller, type Colleague } from './callers.ts'
import { aDesk, SECRETS } from './desk.ts'
import { called } from './line.ts'
import { ok, say, started } from './talk.ts'

type Told = { body: string; signature: string; answered: number }
const told: Told[] = []
let failFirst = 0
const wallet = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => (body += chunk))
  request.on('end', () => {
    const answered = (failFirst -= 1) >= 0 ? 503 : 204
    told.push({ body, signature: String(request.headers['x-yingda-signature']), answered })
    response.writeHead(answered).end()
  })
})
await new Promise<void>((resolve) => wallet.listen(0, '127.0.0.1', resolve))
after(() => wallet.close())

const database = await testDatabase()
const { port } = wallet.address() as AddressInfo // listens on TCP
const logged: { level: number; msg: string; attempt?: number; of?: number }[] = []
const desk = await aDesk(database, {
  logTo: { write: (line) => void logged.push(JSON.parse(line)) },
  env: { WEBHOOK_URL: `http://127.0.0.1:${port}/hook`, WEBHOOK_SECRET: SECRETS.webhook, LOG_LEVEL: 'info' },
})
await desk.start()
const agent: Colleague = await aColleague(desk, { role: 'admin', teamIds: [await aTeam(database.db)], name: '林晓' })

/** A customer with a conversation that an agent holds, with nothing left to tell. */
async function helped(customer: Caller): Promise<string> {
  const id = await started(customer, 'payment')
  ok(await agent.put(`/conversations/${id}/assignee`, { agentId: agent.actor.staffId }))
  await settle(database.db)
  told.length = 0
  return id
}
beforeEach(() => (failFirst = 0))

test('an answer to a customer who is away is told, signed with the shared secret', async () => {
  const id = await helped(await aKnownCustomer(desk, { sub: 'wallet-customer-7' }))
  ok(await say(agent, id, '您好，钱已经退回。'))
  await settle(database.db)
  const [notice] = told
  assert.equal(told.length, 1)
  assert.ok(notice)
  const { data, ...head } = MessageForCustomer.parse(JSON.parse(notice.body))
  assert.equal(head.type, 'message.for_customer')
  assert.deepEqual(data, { externalId: 'wallet-customer-7', conversationId: id, from: { kind: 'agent', name: '林晓' }, preview: '您好，钱已经退回。' })
  const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(notice.signature) ?? []
  assert.equal(signature, createHmac('sha256', SECRETS.webhook).update(`${seconds}.${notice.body}`).digest('hex'))
  assert.ok(Math.abs(Date.now() / 1000 - Number(seconds)) < 30)
  assert.ok(!notice.body.includes(agent.actor.staffId))
})

test('a wallet that does not take it is told again, the same id and words, until it does', async () => {
  const id = await helped(await aKnownCustomer(desk))
  failFirst = 1
  ok(await say(agent, id, 'again please'))
  await until('the wallet to take it', () => told.some((one) => one.answered === 204), { withinMs: 20_000 })
  assert.deepEqual(
    told.map((one) => one.answered),
    [503, 204],
  )
  assert.equal(told[0]?.body, told[1]?.body)
  // A wallet that is away for a moment is nobody's mistake.
  const again = logged.filter((line) => line.msg === 'a job is to be tried again')
  assert.deepEqual(
    again.map(({ level, attempt, of }) => [level, attempt, of]),
    [[30, 1, 15]],
  )
  assert.deepEqual(
    logged.filter((line) => line.level >= 40),
    [],
  )
})

test('nothing is told of a customer who is looking, of a visitor, of notes and of what the customer says', async () => {
  const customer = await aKnownCustomer(desk)
  const id = await helped(customer)
  const line = await called(desk, customer)
  line.say({ t: 'subscribe', stream: `conversation:${id}`, after: 0 })
  await line.next('live')
  const isThere = async (): Promise<boolean> => ok(await customer.get(`/conversations/${id}/state`)).body.customer.online
  await until('the customer to be seen as there', () => isThere())
  ok(await say(agent, id, 'you see this'))
  ok(await say(customer, id, 'I do'))
  ok(await agent.post(`/conversations/${id}/notes`, { clientId: crypto.randomUUID(), text: 'a note', mentions: [] }))
  await settle(database.db)
  assert.deepEqual(told, [])

  const visiting = await helped(await aVisitor(desk))
  ok(await say(agent, visiting, 'no wallet knows you'))
  await settle(database.db)
  assert.deepEqual(told, [])

  line.hangUp()
  await until('the customer to be gone', async () => !(await isThere()))
  ok(await say(agent, id, 'are you there?'))
  await settle(database.db)
  assert.equal(told.length, 1)
})

/** As a server leaves it that was killed while the customer looked: a lease that nobody renews or ends. */
const leaveBehind = (id: string, seconds: number) =>
  sql`insert into participant (conversation_id, party, viewing_until) values (${id}, 'customer', now() + make_interval(secs => ${seconds}))
    on conflict (conversation_id, party) do update set viewing_until = excluded.viewing_until`.execute(database.db)
/** The time has come to look again. */
const dueNow = (id: string) => sql`update graphile_worker._private_jobs set run_at = now() where key like ${`%${id}%:again`}`.execute(database.db)

test('whoever only seems to look, since a server was killed, is told of when that has lapsed', async () => {
  const id = await helped(await aKnownCustomer(desk))
  await leaveBehind(id, 30)
  ok(await say(agent, id, 'did you see this?'))
  await settle(database.db)
  assert.deepEqual(told, [])
  await leaveBehind(id, -1)
  await dueNow(id)
  await settle(database.db)
  assert.equal(told.length, 1)
})

test('whoever looks all the while is told of nothing, and is not looked for for ever', async () => {
  const id = await helped(await aKnownCustomer(desk))
  await leaveBehind(id, 600)
  ok(await say(agent, id, 'you see this'))
  await settle(database.db)
  await dueNow(id)
  await settle(database.db)
  assert.deepEqual(told, [])
  const { rows } = await sql`select from graphile_worker.jobs where key like ${`%${id}%`}`.execute(database.db)
  assert.equal(rows.length, 0)
})
