import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { ConversationId, TeamId } from '@yingda/protocol/ids.ts'
import type { CustomerActor } from '../../../platform/actor.ts'
import { aConversation, aCustomer, aServer, aTeam } from '../../../testing/builders.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fixedClock } from '../../../testing/fixed-clock.ts'
import { requestCallBack } from '../../conversation/api.ts'
import { callBackTimes } from './times.ts'

const { db } = await testDatabase()
const clock = fixedClock('2026-11-20T06:32:00.000Z')
const { runner } = await aServer(db, clock)

async function someoneWaiting(given?: TeamId): Promise<{ customer: CustomerActor; id: ConversationId; teamId: TeamId }> {
  const [teamId, customer] = [given ?? (await aTeam(db)), await aCustomer(db)]
  return { customer, teamId, id: (await aConversation(runner, customer, { teamId, status: 'waiting' })).id }
}

test('times that are offered have room, and say which hours are usually quiet by those who waited in them', async () => {
  clock.set('2026-11-20T06:32:00.000Z') // a Friday
  const { customer, id, teamId } = await someoneWaiting()
  const times = () => runner.query(customer, (ctx) => callBackTimes(ctx, id, 'UTC'))
  assert.deepEqual((await times()).best, [])
  assert.ok((await times()).slots.every(({ load }) => load === null))
  await sql`
    insert into line_stay (conversation_id, seq, customer_id, team_id, priority, entered_at, left_at, how)
    select ${id}, 1000 + h * 100 + n, ${customer.customerId}, ${teamId}, 'normal', at, at + case when h = 14 then interval '20 seconds' else interval '10 minutes' end, 'served'
    from generate_series(9, 17) h, generate_series(1, 10) n, lateral (select '2026-11-13T00:00:00Z'::timestamptz + make_interval(hours => h, mins => n) as at) a`.execute(
    db,
  )
  assert.deepEqual((await times()).best, [], 'what was counted is kept for some minutes')
  clock.set('2026-11-20T06:42:00.000Z')
  const { slots, best } = await times()
  const loadAt = (at: string) => slots.find(({ from }) => from === at)?.load
  assert.deepEqual([loadAt('2026-11-20T14:00:00.000Z'), loadAt('2026-11-20T14:30:00.000Z')], ['quiet', 'quiet'])
  assert.equal(best[0]?.from, '2026-11-20T14:00:00.000Z')
  const other = await someoneWaiting(teamId)
  const call = { conversationId: other.id, channel: 'phone', number: '138 0013 8000', from: '2026-11-20T14:00:00.000Z' } as const
  await runner.run(other.customer, (ctx) => requestCallBack(ctx, call))
  assert.equal(
    (await times()).slots.some(({ from }) => from === '2026-11-20T14:00:00.000Z'),
    false,
  )
})
