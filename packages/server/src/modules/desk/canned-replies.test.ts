import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { Refused } from '../../platform/refused.ts'
import { anAgent, aServer } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { until } from '../../testing/settle.ts'
import { addCannedReply, cannedReplies, changeCannedReply, removeCannedReply } from './canned-replies.ts'

const { db } = await testDatabase()
const { runner } = await aServer(db)
const lead = await anAgent(db, { role: 'lead' })
const WAS = { shortcut: 'refund-days', title: '退款多久到账', textZh: '一到三个工作日', textEn: '', teamId: null }
const isRefused = (code: string) => (error: unknown) => error instanceof Refused && error.code === code

async function waitingForLocks(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
  return rows[0]?.count ?? 0
}

function assertOneOf(outcomes: readonly PromiseSettledResult<unknown>[]): void {
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
  assert.ok(outcomes.every((each) => each.status === 'fulfilled' || isRefused('setting.changed')(each.reason)))
}

test('of eight who change one reply at once one is taken in and the others are told; the same again is taken in, and what has gone is said to have gone', async () => {
  const { id } = await runner.run(lead, (ctx) => addCannedReply(ctx, WAS))
  const change = (textZh: string, was = WAS) => runner.run(lead, (ctx) => changeCannedReply(ctx, id, { ...WAS, textZh, was }))
  const eight = await db.transaction().execute(async (holding) => {
    await sql`select from canned_reply where id = ${id} for update`.execute(holding)
    const all = Array.from({ length: 8 }, (_, days) => change(`${days + 4} 个工作日`))
    const outcome = Promise.allSettled(all)
    await until('all eight to stand at the row', async () => (await waitingForLocks()) === 8)
    return { outcome }
  })
  assertOneOf(await eight.outcome)
  const [now] = await runner.query(lead, cannedReplies)
  await assert.rejects(change('七个工作日'), isRefused('setting.changed'))
  assert.deepEqual((await runner.query(lead, cannedReplies))[0], now)
  await change(now?.textZh ?? '')
  await change('七个工作日', { ...WAS, textZh: now?.textZh ?? '' })
  assert.equal((await runner.query(lead, cannedReplies))[0]?.textZh, '七个工作日')
  await runner.run(lead, (ctx) => removeCannedReply(ctx, id))
  await assert.rejects(change('八个工作日'), isRefused('canned_reply.not_found'))
})
