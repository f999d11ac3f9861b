/** What a customer asked to be answered by mail: it goes out, whatever he reads, and it is told what became of it. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { aConversation, anAgent, aTeam, SYSTEM } from '../../testing/builders.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { assertReplays } from '../../testing/assert-replays.ts'
import { life, mergeConversations, requestCallBack } from '../conversation/api.ts'
import { FORGET_JOB, forgetAddresses } from './forget-address.ts'
import { aDeliveringDesk, MINUTE_MS } from './delivery.scenario.ts'

const desk = await aDeliveringDesk()
const { clock, mails, held, say, mark, deliver, deliveries, told, runner } = desk
const statesOf = async (id: Parameters<typeof deliveries>[0]): Promise<string[]> => (await deliveries(id)).map((row) => row.state)
const typesTold = async (id: Parameters<typeof deliveries>[0]): Promise<string[]> => (await told(id)).map(({ entry }) => entry.type)
const TOGETHER_MS = 20_000
const given = async (id: ConversationId): Promise<string | null | undefined> =>
  (await sql<{ to: string | null }>`select reply_email as to from conversation where id = ${id}`.execute(desk.db)).rows[0]?.to
beforeEach(() => {
  mails.manners = 'take'
  mails.received.length = 0
  mails.begun = 0
})

test('the answer goes out by mail at once, though he has it on the screen, and what is said right after goes along', async () => {
  const { id, agent } = await held({ asked: { email: null } })
  const first = await say(agent, id, '您好，')
  await mark(id, { delivered: 99, read: 99 })
  const second = await say(agent, id, '钱已经退回。')
  await deliver()
  assert.equal(mails.begun, 0, 'a moment in which more may be said')
  clock.advance(TOGETHER_MS)
  await deliver()
  assert.deepEqual(
    mails.received.map((mail) => mail.to),
    [['chen@example.cn']],
  )
  assert.deepEqual(await statesOf(id), ['accepted', 'accepted'])
  assert.deepEqual(
    (await told(id)).map(({ entry }) => entry),
    [{ type: 'message.mailed', data: { ofSeqs: [first, second], askedFor: true } }],
  )
  clock.advance(10 * MINUTE_MS)
  await deliver()
  assert.equal(mails.begun, 1)
  await assertReplays(runner, id)
})

test('an address given for this goes with this conversation and with no other, and the wallet’s stays as it is', async () => {
  const { id, agent, customer } = await held({ asked: { email: 'home@example.org' } })
  await say(agent, id, '请看')
  clock.advance(TOGETHER_MS)
  await deliver()
  assert.deepEqual(
    mails.received.map((mail) => mail.to),
    [['home@example.org']],
  )
  const { rows } = await sql<{ email: string }>`select email from customer where id = ${customer.customerId}`.execute(desk.db)
  assert.equal(rows[0]?.email, 'chen@example.cn')
  await runner.run(agent, (ctx) => life.resolveConversation(ctx, { conversationId: id, outcome: 'answered' }))
  clock.advance(73 * 60 * MINUTE_MS)
  await runner.run(SYSTEM, (ctx) => life.closeConversation(ctx, { conversationId: id }))
  await desk.noted()
  assert.equal(await given(id), null, 'once it is closed the address is gone')
})

test('answered by mail and merged at once: the mail goes out, and what is said where it goes on goes there too', async () => {
  const { id, agent, customer } = await held({ email: null, asked: { email: 'li@example.cn' } })
  await say(agent, id, '已经退款')
  const { id: target } = await aConversation(runner, customer, { questionType: 'refund' })
  const admin = await anAgent(desk.db, { role: 'admin' })
  clock.advance(5000)
  await runner.run(admin, (ctx) => mergeConversations(ctx, { sourceId: id, targetId: target }))
  await desk.noted()
  assert.equal((await assertReplays(runner, target)).repliesByMail, true)
  await say(agent, target, '另外说明一下')
  clock.advance(TOGETHER_MS)
  await deliver()
  assert.deepEqual(
    mails.received.map((mail) => mail.to),
    [['li@example.cn'], ['li@example.cn']],
  )
  assert.deepEqual([await statesOf(id), await statesOf(target)], [['accepted'], ['accepted']])

  const jobs = await sql<{ key: string }>`select key from graphile_worker._private_jobs where key = ${`${FORGET_JOB}:${id}`}`.execute(desk.db)
  assert.deepEqual([await given(id), jobs.rows.length], ['li@example.cn', 1], 'it was needed when the conversation closed')
  await runner.run(SYSTEM, (ctx) => forgetAddresses(ctx, [id, target]))
  assert.deepEqual([await given(id), await given(target)], [null, 'li@example.cn'], 'and is not any more')
})

test('an address that was given in the conversation that goes on is not replaced, and one of a question that has ended goes nowhere', async () => {
  const admin = await anAgent(desk.db, { role: 'admin' })
  const [first, ended] = [await held({ asked: { email: 'here@example.org' } }), await held({ asked: { email: 'then@example.org' } })]
  const { id: other } = await aConversation(runner, first.customer, { questionType: 'refund', status: 'waiting', teamId: await aTeam(desk.db) })
  await runner.run(first.customer, (ctx) =>
    requestCallBack(ctx, { conversationId: other, channel: 'mail', number: null, email: 'there@example.org', from: null, hasMail: true }),
  )
  await say(first.agent, first.id, '请看')
  await runner.run(admin, (ctx) => mergeConversations(ctx, { sourceId: first.id, targetId: other }))
  assert.equal(await given(other), 'there@example.org')

  await say(ended.agent, ended.id, '请看')
  await runner.run(ended.agent, (ctx) => life.resolveConversation(ctx, { conversationId: ended.id, outcome: 'answered' }))
  const { id: later } = await aConversation(runner, ended.customer, { questionType: 'refund' })
  await runner.run(admin, (ctx) => mergeConversations(ctx, { sourceId: ended.id, targetId: later }))
  assert.deepEqual([await given(later), (await assertReplays(runner, later)).repliesByMail], [null, false])
  await desk.noted()
  clock.advance(TOGETHER_MS)
  await deliver()
  assert.deepEqual(mails.received.flatMap((mail) => mail.to).sort(), ['here@example.org', 'then@example.org'], 'what was said before goes where it was to go')
})

test('a visitor of whom the wallet knows nothing is answered where he said', async () => {
  const { id, agent } = await held({ email: null, asked: { email: 'home@example.org' } })
  await say(agent, id, '请看')
  clock.advance(TOGETHER_MS)
  await deliver()
  assert.deepEqual([mails.received.map((mail) => mail.to), await statesOf(id)], [[['home@example.org']], ['accepted']])
})

test('an address that is refused is told as not delivered, until he has read it here; a mail server that is away is asked again', async () => {
  const { id, agent } = await held({ asked: { email: 'nobody@example.org' } })
  mails.nobodyAt.add('nobody@example.org')
  await say(agent, id, '请看')
  await mark(id, { delivered: 99, read: 0 })
  clock.advance(TOGETHER_MS)
  await deliver()
  const [row] = await deliveries(id)
  assert.deepEqual([row?.state, row?.reason, await typesTold(id)], ['undelivered', 'address_refused', ['message.undelivered']])
  await deliver()
  assert.deepEqual(await statesOf(id), ['undelivered'], 'that a device has it is not what he asked for')
  await mark(id, { delivered: 99, read: 99 })
  await deliver()
  assert.deepEqual(await statesOf(id), ['reached'])

  const other = await held({ asked: { email: null } })
  await say(other.agent, other.id, '请看')
  clock.advance(TOGETHER_MS)
  mails.manners = 'put_off'
  await deliver()
  mails.manners = 'take'
  clock.advance(30_000)
  await deliver()
  assert.deepEqual([await statesOf(other.id), mails.received.length], [['accepted'], 1])
})

test('once he writes in the chat again it goes on there, and mail is for what he does not read', async () => {
  const { id, agent, customer } = await held({ asked: { email: null } })
  await say(agent, id, '请看')
  clock.advance(TOGETHER_MS)
  await deliver()
  await say(customer, id, '我回来了')
  await say(agent, id, '好的')
  clock.advance(TOGETHER_MS)
  await deliver()
  assert.equal(mails.begun, 1)
  clock.advance(5 * MINUTE_MS)
  await deliver()
  assert.equal(mails.begun, 2)
  await assertReplays(runner, id)
})

test('where mail is not set up any more, what he reads here has reached him, and what he does not has reached nobody', async () => {
  const without = { ...desk.delivering, mail: null }
  const [read, unread] = [await held({ asked: { email: null } }), await held({ asked: { email: null } })]
  for (const { id, agent } of [read, unread]) await say(agent, id, '请看')
  await mark(read.id, { delivered: 99, read: 99 })
  await mark(unread.id, { delivered: 99, read: 0 })
  clock.advance(TOGETHER_MS)
  await deliver(without)
  assert.deepEqual([await statesOf(read.id), await statesOf(unread.id)], [[], ['undelivered']])
})

test('what is no address, no mail where none goes out, and nobody’s address are refused', async () => {
  const { id, customer } = await held({ email: null })
  const asked = (over: object) =>
    runner.run(customer, (ctx) => requestCallBack(ctx, { conversationId: id, channel: 'mail', number: null, from: null, hasMail: true, ...over }))
  await assert.rejects(asked({ email: 'chen' }), { code: 'call_back.address_invalid' })
  await assert.rejects(asked({ email: null }), { code: 'call_back.address_invalid' })
  await assert.rejects(asked({ email: 'chen@example.cn', hasMail: false }), { code: 'call_back.no_mail' })
})
