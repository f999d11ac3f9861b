/** The wallet is told that somebody answered a customer who is not looking: signed, until it takes it, once by its id. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, beforeEach, test } from 'node:test'
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
const desk = await aDesk(database, { env: { WEBHOOK_URL: `http://127.0.0.1:${port}/hook`, WEBHOOK_SECRET: SECRETS.webhook, LOG_LEVEL: 'fatal' } })
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
