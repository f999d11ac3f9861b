import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PromisesBody, type PromiseRow } from '@yingda/protocol/http/promise.ts'
import { sql } from 'kysely'
import { Refused } from '../../platform/refused.ts'
import { aConversation, aCustomer, anAgent, aServer, aTeam } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { changePromises, PROMISE_STREAM } from './commands/change-promises.ts'
import { listPromises } from './promises.ts'

const { db } = await testDatabase()
const clock = fixedClock()
const { runner } = await aServer(db, clock)
const lead = await anAgent(db, { role: 'lead', name: '何佳' })

const shown = () => runner.query(lead, listPromises)
const change = (...rows: PromiseRow[]): Promise<void> => runner.run(lead, (ctx) => changePromises(ctx, { promises: rows }))
const FIRST: PromiseRow = { kind: 'first_reply', priority: 'normal', minutes: 10, warnPercent: 75, releaseMinutes: 10 }
const NEXT: PromiseRow = { kind: 'next_reply', priority: 'normal', minutes: 15, warnPercent: 75, releaseMinutes: 15 }
const recorded = async () =>
  (await sql<{ type: string; actor: object; data: object }>`select type, actor, data from entry where stream_id = ${PROMISE_STREAM} order by seq`.execute(db))
    .rows

test('all twelve are read, by kind and the most pressing first', async () => {
  assert.deepEqual(
    (await shown()).map(({ kind, priority }) => `${kind} ${priority}`),
    ['bot_reply', 'first_reply', 'next_reply', 'resolution'].flatMap((kind) => ['urgent', 'high', 'normal'].map((priority) => `${kind} ${priority}`)),
  )
  assert.deepEqual((await shown())[5], FIRST)
})

test('who changed a promise is on record with what it was and is; the same again is no change', async () => {
  const after = { ...FIRST, minutes: 2, releaseMinutes: null }
  await change(after, NEXT)
  await change(after)
  assert.deepEqual((await shown())[5], after)
  assert.deepEqual(await recorded(), [
    {
      type: 'promise.changed',
      actor: { kind: 'agent', id: lead.staffId, name: '何佳' },
      data: {
        promise: 'first_reply',
        priority: 'normal',
        before: { minutes: 10, warnPercent: 75, releaseMinutes: 10 },
        after: { minutes: 2, warnPercent: 75, releaseMinutes: null },
      },
    },
  ])
})

test('an answer that is owed already keeps its deadline, one that begins to be owed afterwards has the new one', async () => {
  const teamId = await aTeam(db)
  const minutesOfNew = async (): Promise<number> => {
    const { id } = await aConversation(runner, await aCustomer(db), { teamId, status: 'waiting', questionType: 'other' })
    return minutesOf(id)
  }
  const minutesOf = async (id: string): Promise<number> => {
    const { rows } = await sql<{ due: Date }>`select due_at as due from obligation where conversation_id = ${id} and open`.execute(db)
    return ((rows[0]?.due.getTime() ?? 0) - clock.now().getTime()) / 60_000
  }
  await change(FIRST)
  const { id: earlier } = await aConversation(runner, await aCustomer(db), { teamId, status: 'waiting', questionType: 'other' })
  await change({ ...FIRST, minutes: 1 })
  assert.deepEqual([await minutesOf(earlier), await minutesOfNew()], [10, 1])
})

test('eight leads who change at once: every change begins where the one before it ended', async () => {
  await change(FIRST)
  const from = (await recorded()).length
  await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((minutes) => change({ ...FIRST, minutes }, { ...NEXT, minutes })))
  const entries = (await recorded()).slice(from).map(({ data }) => data as { promise: string; before: object; after: object }) // as it was recorded
  for (const [kind, first] of [
    ['first_reply', FIRST],
    ['next_reply', NEXT],
  ] as const) {
    let held: object = { minutes: first.minutes, warnPercent: 75, releaseMinutes: first.releaseMinutes }
    for (const { before, after } of entries.filter(({ promise }) => promise === kind)) {
      assert.deepEqual(before, held)
      held = after
    }
  }
})

test('a promise of nothing, the same one twice, or taking a conversation from the bot, is refused', () => {
  const isTaken = (...promises: unknown[]): boolean => PromisesBody.safeParse({ promises }).success
  assert.equal(isTaken(FIRST, NEXT), true)
  for (const wrong of [{ minutes: 0 }, { minutes: 1.5 }, { minutes: 50_000 }, { warnPercent: 0 }, { warnPercent: 100 }, { releaseMinutes: 0 }])
    assert.equal(isTaken({ ...FIRST, ...wrong }), false, JSON.stringify(wrong))
  assert.equal(isTaken(), false)
  assert.equal(isTaken(FIRST, FIRST), false)
  assert.equal(isTaken({ ...FIRST, kind: 'bot_reply' }), false)
  assert.equal(isTaken({ ...FIRST, kind: 'bot_reply', releaseMinutes: null }), true)
  assert.equal(isTaken({ ...FIRST, minutes: null }), false, 'an answer is always promised')
  assert.equal(isTaken({ ...FIRST, kind: 'resolution' }), false, 'who has answered keeps it')
  assert.equal(isTaken({ ...FIRST, kind: 'resolution', minutes: null, releaseMinutes: null }), true)
})

test('a promise that a colleague has changed meanwhile is not set back, and one that he left alone is changed', async () => {
  const before = await shown()
  await change({ ...NEXT, minutes: 33 })
  const late = (row: PromiseRow) => runner.run(lead, (ctx) => changePromises(ctx, { promises: [row], was: before }))
  await assert.rejects(late({ ...NEXT, warnPercent: 50 }), (error) => error instanceof Refused && error.code === 'setting.changed')
  await late({ ...FIRST, minutes: 9 })
  const now = await shown()
  assert.deepEqual([now[5]?.minutes, now[8]?.minutes, now[8]?.warnPercent], [9, 33, 75])
})
