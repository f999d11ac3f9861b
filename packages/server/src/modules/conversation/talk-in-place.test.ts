/** What a message changes of its conversation must cost no index: a row that is changed in place is a tenth of the work. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { aClientId, aConversation, aCustomer, aServer, aTeam } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'

const { db } = await testDatabase()
const clock = fixedClock()
const server = await aServer(db, clock)

const changedAt = async (id: ConversationId): Promise<string | undefined> => {
  const { rows } = await sql<{ changed_at: Date }>`select changed_at from conversation where id = ${id}`.execute(db)
  return rows[0]?.changed_at.toISOString()
}

test('of what a message changes only the time of change stands in an index', async () => {
  const { rows } = await sql<{ name: string; definition: string }>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index where indrelid = 'conversation'::regclass`.execute(db)
  assert.ok(rows.some(({ name }) => name === 'conversation_team'))
  const touched = rows.filter(({ definition }) => /waiting_since|owed_since|obligation|last_text|last_from/.test(definition))
  assert.deepEqual(touched, [])
})

test('within half a second the time of change stands still, and moves with the next words after it', async () => {
  const customer = await aCustomer(db)
  const { id } = await aConversation(server.runner, customer, { teamId: await aTeam(db) })
  const say = (text: string) => server.post(customer, { conversationId: id, clientId: aClientId(), text, attachmentIds: [], followUp: 'nothing' })
  const opened = await changedAt(id)
  await say('在吗') // the first words make a title, which is no mere talk
  clock.advance(10_000)
  await say('钱扣了')
  const first = clock.now().toISOString()
  assert.notEqual(first, opened)
  assert.equal(await changedAt(id), first)
  clock.advance(499)
  await say('订单没有')
  assert.equal(await changedAt(id), first)
  clock.advance(1)
  await say('怎么办')
  assert.equal(await changedAt(id), clock.now().toISOString())
})
