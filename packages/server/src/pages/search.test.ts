import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { StaffActor } from '../platform/actor.ts'
import { systemClock } from '../platform/clock.ts'
import { testDatabase } from '../testing/database.ts'
import { plansOf } from '../testing/plans.ts'
import { aConversation, aCustomer, aServer, aTeam, anAgent } from '../testing/builders.ts'
import { searchDesk } from './search.ts'

const { db } = await testDatabase()
const { runner } = await aServer(db)
const ORDER = '4200001883202611230004481'

/** A conversation of this team about the transaction with this order number. */
async function about(orderNo: string, teamId: Awaited<ReturnType<typeof aTeam>>): Promise<{ id: string; reference: string }> {
  const { id, reference } = await aConversation(runner, await aCustomer(db), { teamId })
  await sql`update conversation set transaction = jsonb_build_object('asOf', now(), 'transaction', jsonb_build_object('orderNo', ${orderNo}::text)) where id = ${id}`.execute(
    db,
  )
  return { id, reference }
}
const foundBy = async (actor: StaffActor, q: string): Promise<[string, string][]> =>
  (await searchDesk({ db, now: systemClock.now(), actor }, q)).conversations.map(({ row, snippet }) => [row.id, snippet])

test('a conversation is found by its number as it is told, and by the end of the order number it is about; beyond reach by neither', async () => {
  const [payments, transfers] = [await aTeam(db), await aTeam(db)]
  const lead = await anAgent(db, { role: 'lead', teamIds: [payments] })
  const [own, others] = [await about(ORDER, payments), await about(ORDER, transfers)]
  const { id, reference } = own
  assert.deepEqual((await foundBy(lead, reference.replace('C-', '')))[0]?.[0], id)
  for (const q of ['4481', '0004 481', ORDER]) assert.deepEqual(await foundBy(lead, q), [[id, ORDER]], q)
  assert.deepEqual(await foundBy(lead, '4482'), [])
  assert.deepEqual(await foundBy(lead, others.reference), [])
})

test('the end of an order number is looked up in the index', async () => {
  await sql`
    insert into conversation (id, reference, customer_id, client_id, started_by, channel, question_type, language, status, context, transaction, opened_at, changed_at)
    select gen_random_uuid(), 'X-' || n, customer_id, gen_random_uuid(), started_by, channel, question_type, language, 'bot', context,
      jsonb_build_object('transaction', jsonb_build_object('orderNo', 'N' || n)), opened_at, changed_at
    from generate_series(1, 5000) n, (select * from conversation limit 1) c`.execute(db)
  await sql`analyze conversation`.execute(db)
  const { rows } = await sql<{ 'QUERY PLAN': string }>`explain select id from conversation c
    where c.transaction is not null and reverse(upper(c.transaction #>> '{transaction,orderNo}')) like '1844%'`.execute(db)
  assert.match(rows.map((row) => row['QUERY PLAN']).join('\n'), /conversation_order_no/)
})

test('a customer is found by any part of his name or id, in any script and however it is written, without reading all of them', async () => {
  const teamId = await aTeam(db)
  const lead = await anAgent(db, { role: 'lead', teamIds: [teamId] })
  const names = { 欧阳娜娜: 'w-7001', 'Anna de Vries': 'w-7002', 'a_b%c': 'w-7003' }
  for (const [name, externalId] of Object.entries(names)) {
    const { customerId } = await aCustomer(db)
    await sql`update customer set name = ${name}, external_id = ${externalId} where id = ${customerId}`.execute(db)
    await aConversation(runner, { kind: 'customer', customerId, signedIn: true }, { teamId })
  }
  await sql`insert into customer (id, external_id, name, created_at, seen_at) select gen_random_uuid(), 'x-' || n, '客户' || n, now(), now() from generate_series(1, 5000) n`.execute(
    db,
  )
  await sql`analyze customer`.execute(db)
  const namedBy = async (q: string): Promise<(string | null)[]> =>
    (await searchDesk({ db, now: systemClock.now(), actor: lead }, q)).customers.map(({ name }) => name)
  for (const q of ['欧阳', '阳娜', '娜', 'W-7001']) assert.deepEqual(await namedBy(q), ['欧阳娜娜'], q)
  for (const q of ['DE VRI', 'anna', '7002']) assert.deepEqual(await namedBy(q), ['Anna de Vries'], q)
  for (const q of ['b%', 'A_']) assert.deepEqual(await namedBy(q), ['a_b%c'], q)
  for (const q of ['娜欧', 'c_w', 'annade']) assert.deepEqual(await namedBy(q), [], q)
  const plans = await plansOf(db, (on) => searchDesk({ db: on, now: systemClock.now(), actor: lead }, 'vries'))
  assert.match(plans.join('\n'), /customer_letters/)
})

test('where more fit than are shown, that is said; the shown ones are the best', async () => {
  const [many, few] = [await aTeam(db), await aTeam(db)]
  for (let at = 0; at < 21; at += 1) await about('A9876543', at === 0 ? few : many)
  const seenBy = async (teamIds: Awaited<ReturnType<typeof aTeam>>[]) =>
    searchDesk({ db, now: systemClock.now(), actor: await anAgent(db, { role: 'lead', teamIds }) }, '6543')
  const [all, some] = [await seenBy([many, few]), await seenBy([many])]
  assert.deepEqual([all.conversations.length, all.more], [20, { conversations: true, customers: false }])
  assert.deepEqual([some.conversations.length, some.more], [20, { conversations: false, customers: false }])
})
