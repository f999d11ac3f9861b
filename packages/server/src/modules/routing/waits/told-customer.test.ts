import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { ConversationId, CustomerId } from '@yingda/protocol/ids.ts'
import type { CustomerActor } from '../../../platform/actor.ts'
import type { RecordedEntry } from '../../../platform/react.ts'
import { aConversation, aCustomer, aServer, aTeam, SYSTEM } from '../../../testing/builders.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fixedClock } from '../../../testing/fixed-clock.ts'
import { createVisitor } from '../../customer/api.ts'
import { joinAndMove } from '../../intake/commands/join-visitor.ts'
import { waitAccuracy } from './accuracy.ts'
import { dropOldWaits } from './drop-old.ts'
import { stateWaits } from './state-waits.ts'
import { staysReaction } from './stays.ts'

const { db } = await testDatabase()
const clock = fixedClock()
const { runner } = await aServer(db, clock)
const reaction = staysReaction(runner)

async function react(): Promise<void> {
  const { rows } = await sql<RecordedEntry>`
    select stream_id as "streamId", seq, type, data, at from entry where type = any(${[...reaction.on]}) order by stream_id, seq`.execute(db)
  await reaction.handle(rows)
}
async function told(to: CustomerActor): Promise<ConversationId> {
  const { id } = await aConversation(runner, to, { teamId: await aTeam(db), status: 'waiting' })
  await react()
  clock.advance(2_000)
  await runner.run(SYSTEM, stateWaits)
  return id
}
async function namedIn(id: ConversationId): Promise<(CustomerId | null)[]> {
  const { rows } = await sql<{ id: CustomerId | null }>`select customer_id as id from wait_estimate where conversation_id = ${id} order by at`.execute(db)
  return rows.map((row) => row.id)
}

test('what is told names its customer, and whom a visitor turns out to be', async () => {
  const customer = await aCustomer(db)
  assert.deepEqual(await namedIn(await told(customer)), [customer.customerId])
  const { deviceSecret } = await runner.run(SYSTEM, (ctx) => createVisitor(ctx, { language: 'zh-CN', address: '203.0.113.9' }))
  const { rows } = await sql<{ id: CustomerId }>`select customer_id as id from visitor_device`.execute(db)
  const id = await told({ kind: 'customer', customerId: rows[0]?.id ?? assert.fail('no visitor'), signedIn: false })
  await runner.run(customer, (ctx) => joinAndMove(ctx, { actor: customer, deviceSecret }))
  await react()
  assert.deepEqual(await namedIn(id), [customer.customerId])
})

test('what was told before it named anybody is named in portions, and the report counts it before and after', async () => {
  const customer = await aCustomer(db)
  const ids = [await told(customer), await told(customer), await told(customer)]
  await sql`alter table wait_estimate drop constraint wait_estimate_has_customer`.execute(db)
  await sql`update wait_estimate set customer_id = null`.execute(db)
  await sql`alter table wait_estimate add constraint wait_estimate_has_customer check (customer_id is not null) not valid`.execute(db)
  const day = { from: '2026-11-20', until: '2026-11-20', timeZone: 'UTC' }
  const report = () => runner.query(SYSTEM, (ctx) => waitAccuracy(ctx, day))
  const before = await report()
  await dropOldWaits(runner, 1)
  assert.deepEqual((await Promise.all(ids.map(namedIn))).flat(), [customer.customerId, customer.customerId, customer.customerId])
  assert.deepEqual(await report(), before)
})
