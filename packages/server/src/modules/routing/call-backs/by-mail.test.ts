import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { assertReplays } from '../../../testing/assert-replays.ts'
import { aClientId, aConversation, aCustomer, anAgent, aServer, aTeam, comeOnline, SYSTEM } from '../../../testing/builders.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fixedClock } from '../../../testing/fixed-clock.ts'
import { cancelCallBack, requestCallBack } from '../../conversation/api.ts'
import { assignWaiting } from '../assign-waiting.ts'
import { callBackChoices } from './times.ts'

const { db } = await testDatabase()
const clock = fixedClock('2026-11-20T06:32:00.000Z')
const { runner, post } = await aServer(db, clock)
const AT_TEN = '2026-11-20T10:00:00.000Z'
const UNTIL = '2026-11-20T10:30:00.000Z'

const look = (): Promise<number> => runner.run(SYSTEM, (ctx) => assignWaiting(ctx))

test('an answer by mail is owed by the end of its time, with the place kept; called off, the address is gone', async () => {
  const [teamId, customer] = [await aTeam(db), await aCustomer(db)]
  const { id } = await aConversation(runner, customer, { teamId, status: 'waiting' })
  const byMail = (email: string | null) =>
    runner.run(customer, (ctx) => requestCallBack(ctx, { conversationId: id, channel: 'mail', number: null, email, from: AT_TEN, hasMail: true }))
  const now = async () => {
    const { rows } = await sql<{ reply_email: string | null; call_back_channel: string | null; call_back_number: string | null; due: Date | null }>`
      select c.reply_email, c.call_back_channel, c.call_back_number, o.due_at as due
      from conversation c left join obligation o on o.id = c.obligation_id and o.open where c.id = ${id}`.execute(db)
    return rows[0]
  }
  await runner.run(customer, (ctx) => requestCallBack(ctx, { conversationId: id, channel: 'phone', number: '13800138000', from: AT_TEN }))
  const first = await byMail('home@example.org')
  assert.equal((await byMail('home@example.org')).customerSeq, first.customerSeq, 'asked for twice it is one')
  assert.notEqual((await byMail('other@example.org')).customerSeq, first.customerSeq)
  assert.deepEqual(await now(), { reply_email: 'other@example.org', call_back_channel: 'mail', call_back_number: null, due: new Date(UNTIL) })
  await runner.run(customer, (ctx) => cancelCallBack(ctx, { conversationId: id }))
  assert.equal((await now())?.reply_email, null)

  await byMail('home@example.org')
  const agent = await anAgent(db, { teamIds: [teamId] })
  await comeOnline(db, agent.staffId)
  assert.equal(await look(), 0)
  clock.set(AT_TEN)
  await comeOnline(db, agent.staffId)
  assert.equal(await look(), 1)
  await post(agent, { conversationId: id, clientId: aClientId(), text: '您好，这是答复', attachmentIds: [], followUp: 'await_customer' })
  const { call_back_channel, due } = (await now()) ?? {}
  assert.deepEqual([call_back_channel, due], [null, null])
  const { rows } = await sql<{ data: { byMail?: boolean } }>`select data from entry where stream_id = ${id} and type = 'message.posted'`.execute(db)
  assert.equal(rows[0]?.data.byMail, true)
  await assertReplays(runner, id)
})

test('the form offers mail where it goes out, and shows of the address that the wallet has named what the customer knows it by', async () => {
  const [teamId, customer] = [await aTeam(db), await aCustomer(db)]
  const { id } = await aConversation(runner, customer, { teamId, status: 'waiting' })
  const mail = async (hasMail: boolean) =>
    (await runner.query(customer, (ctx) => callBackChoices({ ...ctx, actor: customer }, id, { timeZone: 'UTC', hasMail }))).mail
  assert.deepEqual([await mail(false), await mail(true)], [null, { known: null }])
  await sql`update customer set email = 'chen@example.cn' where id = ${customer.customerId}`.execute(db)
  assert.deepEqual(await mail(true), { known: 'c•••@example.cn' })
})
