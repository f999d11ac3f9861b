/** Several servers of each role over one PostgreSQL, with NATS between them, and with NATS gone. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aTeam } from '../testing/builders.ts'
import { testDatabase } from '../testing/database.ts'
import { aNatsServer } from '../testing/nats.ts'
import { aColleague, aKnownCustomer, withToken, type Caller, type Colleague } from './callers.ts'
import { aDesk, type Desk } from './desk.ts'
import { called } from './line.ts'
import { ok, say, started } from './talk.ts'

const database = await testDatabase()
const nats = await aNatsServer()
after(() => nats[Symbol.asyncDispose]())
const aNode = async (roles: string): Promise<Desk> => {
  const desk = await aDesk(database, { env: { ROLES: roles, NATS_URL: nats.url } })
  await desk.start()
  return desk
}
const [apiOne, apiTwo] = [await aNode('api'), await aNode('api')]
const [gatewayOne, gatewayTwo] = [await aNode('gateway'), await aNode('gateway')]
await aNode('worker')
await aNode('worker')
const teamId = await aTeam(database.db)

/** The same person at another server's doors. */
const at = (desk: Desk, who: Caller): Caller => withToken(desk, who.token)
const replyAt = (desk: Desk, agent: Colleague, conversationId: string, text: string) =>
  desk.app.http.inject({
    method: 'POST',
    url: `/api/staff/conversations/${conversationId}/messages`,
    headers: { ...agent.headers, host: new URL(desk.config.publicUrl).host },
    payload: { clientId: crypto.randomUUID(), text, attachmentIds: [] },
  })

/** A customer's question from the bot to an agent and back, each step through another server. */
async function aWholeTalk(): Promise<void> {
  const customer = await aKnownCustomer(apiOne)
  const agent = await aColleague(gatewayTwo, { teamIds: [teamId], capacity: 1 })
  const agentsLine = await called(gatewayTwo, agent)
  const conversationId = await started(customer, 'payment', '为什么付款失败')
  const customersLine = await called(gatewayOne, customer)
  customersLine.say({ t: 'subscribe', stream: `conversation:${conversationId}`, after: 0 })
  const holds = (text: string) => (frame: unknown) => JSON.stringify(frame).includes(text)
  await customersLine.next('entries', (frame) => frame.entries.some((entry) => 'view' in entry && entry.view.kind === 'message' && entry.view.from === 'bot'))

  agentsLine.say({ t: 'subscribe', stream: `desk:${agent.actor.staffId}`, after: 0 })
  ok(await at(apiTwo, customer).post(`/conversations/${conversationId}/person`))
  await agentsLine.next('changed', (frame) => frame.conversationIds.includes(conversationId), 10_000)
  agentsLine.say({ t: 'subscribe', stream: `conversation:${conversationId}`, after: 0 })
  ok(await say(at(apiTwo, customer), conversationId, '请您看一下这笔付款'))
  await agentsLine.next('entries', holds('请您看一下这笔付款'))
  assert.equal((await replyAt(apiOne, agent, conversationId, '我在看了')).statusCode, 200)
  await customersLine.next('entries', holds('我在看了'))
  agentsLine.hangUp()
  customersLine.hangUp()
}

test('with NATS: two of each role carry one talk together', aWholeTalk)

test('NATS is killed: the same talk goes on, and a server that starts now starts', async () => {
  await nats.kill()
  await aWholeTalk()
  const late = await aNode('api,worker,gateway')
  assert.equal((await late.app.http.inject({ url: '/readyz' })).statusCode, 200)
})

test('NATS is back: the same talk once more', async () => {
  await nats.start()
  await aWholeTalk()
})
