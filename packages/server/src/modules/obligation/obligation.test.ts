import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { CustomerActor, StaffActor } from '../../platform/actor.ts'
import { assertReplays } from '../../testing/assert-replays.ts'
import { aClientId, aConversation, aCustomer, anAgent, aServer, aTeam, SYSTEM, uuid } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { assignConversation, life, mergeConversations, postBotMessage, postMessages, requestPerson, transferConversation } from '../conversation/api.ts'
import { setTeamCalendar } from '../identity/api.ts'
import { createCalendar } from '../workforce/api.ts'
import type { ObligationRecord } from './api.ts'

const { db } = await testDatabase()
const clock = fixedClock()
const server = await aServer(db, clock)
const { run } = server.runner

const say = (actor: CustomerActor | StaffActor, conversationId: ConversationId, text = '在吗') =>
  server.post(actor, { conversationId, clientId: aClientId(), text, attachmentIds: [], followUp: 'nothing' })
const botSays = (conversationId: ConversationId, kind: 'article' | 'handover', answersSeq?: number) =>
  run({ kind: 'bot', name: '小禾' }, (ctx) =>
    postBotMessage(ctx, {
      conversationId,
      clientId: aClientId(),
      text: '说明',
      answer: { kind, source: null, transactionId: null, quickReplies: [], suggestions: [], ...(answersSeq === undefined ? {} : { answersSeq }) },
    }),
  )
const askForPerson = (conversationId: ConversationId) => run(SYSTEM, (ctx) => requestPerson(ctx, { conversationId, reason: 'asked', summary: null }))

async function obligationsOf(id: ConversationId): Promise<ObligationRecord[]> {
  const { rows } = await sql<ObligationRecord>`select * from obligation where conversation_id = ${id} order by received_at, id`.execute(db)
  return rows
}
const outline = (rows: readonly ObligationRecord[]) =>
  rows.map((row) => (row.open ? `open ${row.kind} ${row.owner_kind}` : `${row.closed_how} ${row.closed_reason}`))
const minutesLeft = (row: ObligationRecord | undefined): number => ((row?.due_at.getTime() ?? 0) - clock.now().getTime()) / 60_000

test('every question opens one obligation, its answer closes it, and the next question opens the next', async () => {
  const customer = await aCustomer(db)
  const { id } = await aConversation(server.runner, customer, { teamId: await aTeam(db) })
  assert.deepEqual(await obligationsOf(id), [])
  await say(customer, id)
  await say(customer, id, '有人吗')
  assert.deepEqual(outline(await obligationsOf(id)), ['open bot_reply bot'])
  assert.equal(minutesLeft((await obligationsOf(id))[0]), 1)
  await botSays(id, 'article')
  assert.deepEqual(outline(await obligationsOf(id)), ['answered bot'])
  clock.advance(1000)
  await say(customer, id, '还是不明白')
  assert.deepEqual(outline(await obligationsOf(id)), ['answered bot', 'open bot_reply bot'])
  await assertReplays(server.runner, id)
})

test('handing over passes the obligation on with a promise of its own; the words of handing over close nothing', async () => {
  const teamId = await aTeam(db)
  const agent = await anAgent(db, { teamIds: [teamId] })
  const customer = await aCustomer(db)
  const { id } = await aConversation(server.runner, customer, { teamId })
  await say(customer, id)
  clock.advance(30_000)
  await botSays(id, 'handover')
  await askForPerson(id)
  const [inLine] = await obligationsOf(id)
  assert.deepEqual(outline(await obligationsOf(id)), ['open first_reply team'])
  assert.equal(inLine?.owner_id, teamId)
  assert.equal(minutesLeft(inLine), 5)
  clock.advance(60_000)
  await run(SYSTEM, (ctx) => assignConversation(ctx, { conversationId: id, agentId: agent.staffId, how: 'given' }))
  const [held] = await obligationsOf(id)
  assert.deepEqual([held?.owner_kind, held?.owner_id, held?.kind], ['agent', agent.staffId, 'first_reply'])
  assert.equal(minutesLeft(held), 4, 'whoever takes it takes the promise as it is')
  assert.equal(held?.owned_since.getTime(), clock.now().getTime())
  await run(SYSTEM, (ctx) => transferConversation(ctx, { conversationId: id, teamId, agentId: null, note: '' }))
  assert.equal(minutesLeft((await obligationsOf(id))[0]), 4)
  await say(agent, id, '您好')
  assert.deepEqual(outline(await obligationsOf(id)), ['answered agent'])
  clock.advance(1000)
  await say(customer, id, '那现在呢')
  const [, second] = await obligationsOf(id)
  assert.deepEqual([second?.kind, minutesLeft(second)], ['next_reply', 10])
  await assertReplays(server.runner, id)
})

test('what turns out to be urgent is handed over with the promise of what is urgent, release included', async () => {
  const customer = await aCustomer(db)
  const { id } = await aConversation(server.runner, customer, { teamId: await aTeam(db) })
  await say(customer, id)
  await run(SYSTEM, (ctx) => requestPerson(ctx, { conversationId: id, reason: 'topic_needs_person', summary: null, urgent: true }))
  const [owed] = await obligationsOf(id)
  assert.deepEqual([owed?.kind, owed?.priority, minutesLeft(owed)], ['first_reply', 'urgent', 3])
})

test('outside business hours the promise begins with the opening; the bot’s counts at every hour', async () => {
  const teamId = await aTeam(db)
  const closedUntilMonday = Array.from({ length: 7 }, (_, day) => (day === 0 ? [{ from: '09:00', until: '18:00' }] : []))
  const rules = { nameZh: '周一', nameEn: 'Monday', timeZone: 'Asia/Shanghai', weekly: closedUntilMonday, exceptions: [], chinaHolidays: false }
  await run(SYSTEM, async (ctx) => setTeamCalendar(ctx, { teamId, calendarId: await createCalendar(ctx, rules) }))
  const customer = await aCustomer(db)
  const { id } = await aConversation(server.runner, customer, { teamId })
  await say(customer, id)
  assert.equal(minutesLeft((await obligationsOf(id))[0]), 1)
  await askForPerson(id)
  const [owed] = await obligationsOf(id)
  assert.equal(owed?.due_at.toISOString(), '2026-11-23T01:05:00.000Z')
  assert.equal(owed?.warn_at.toISOString(), '2026-11-23T01:03:45.000Z')
})

test('what the customer writes while the bot is thinking is still owed', async () => {
  const customer = await aCustomer(db)
  const { id } = await aConversation(server.runner, customer, { teamId: await aTeam(db) })
  const first = await say(customer, id)
  assert.ok(first.at === 'here')
  await say(customer, id, '再补充一句')
  await botSays(id, 'article', first.seq)
  assert.deepEqual(outline(await obligationsOf(id)), ['open bot_reply bot'])
  await assertReplays(server.runner, id)
})

test('only an answer, the customer or a decision on record closes it', async () => {
  const teamId = await aTeam(db)
  const agent = await anAgent(db, { teamIds: [teamId], capacity: 50 })
  const held = async (): Promise<{ id: ConversationId; customer: CustomerActor }> => {
    const customer = await aCustomer(db)
    const { id } = await aConversation(server.runner, customer, { teamId })
    await say(customer, id)
    await askForPerson(id)
    await run(agent, (ctx) => assignConversation(ctx, { conversationId: id, agentId: agent.staffId, how: 'taken' }))
    return { id, customer }
  }
  const resolved = await held()
  await run(agent, (ctx) => life.resolveConversation(ctx, { conversationId: resolved.id, outcome: 'spam' }))
  assert.deepEqual(outline(await obligationsOf(resolved.id)), ['decided resolved:spam'])
  const awaiting = await held()
  await run(agent, (ctx) => life.awaitCustomer(ctx, { conversationId: awaiting.id }))
  assert.deepEqual(outline(await obligationsOf(awaiting.id)), ['decided conversation.awaiting_customer'])
  const ended = await held()
  await run(ended.customer, (ctx) => life.resolveConversation(ctx, { conversationId: ended.id, outcome: 'ended_by_customer' }))
  assert.deepEqual(outline(await obligationsOf(ended.id)), ['withdrawn conversation.resolved'])
  const owed = await held()
  await assert.rejects(
    run(agent, (ctx) => life.snoozeConversation(ctx, { conversationId: owed.id, until: '2026-11-21T00:00:00.000Z' })),
    { code: 'conversation.answer_owed' },
    'put off, its promise would run on unseen',
  )
  assert.deepEqual(outline(await obligationsOf(owed.id)), ['open first_reply agent'])
})

test('who goes back to the bot from the line is owed nothing by people; the next words are the bot’s to answer', async () => {
  const teamId = await aTeam(db)
  const customer = await aCustomer(db)
  const { id } = await aConversation(server.runner, customer, { teamId })
  await say(customer, id)
  await askForPerson(id)
  const back = () => run(customer, (ctx) => life.returnToBot(ctx, { conversationId: id }))
  const { state, seq } = await back()
  assert.deepEqual([state.status, state.queuedAt, state.waitingSince], ['bot', null, null])
  assert.deepEqual(outline(await obligationsOf(id)), ['withdrawn conversation.returned_to_bot'])
  assert.equal((await back()).seq, seq, 'with the bot already: nothing changes')
  clock.advance(1000)
  await say(customer, id, '那提现要多久')
  assert.equal(outline(await obligationsOf(id)).at(-1), 'open bot_reply bot')
  await assertReplays(server.runner, id)
  const agent = await anAgent(db, { teamIds: [teamId], capacity: 50 })
  await run(agent, (ctx) => assignConversation(ctx, { conversationId: id, agentId: agent.staffId, how: 'taken' }))
  await assert.rejects(back, { code: 'conversation.not_waiting' })
})

test('merging carries what is owed into the conversation that goes on, and keeps its place in line', async () => {
  const teamId = await aTeam(db)
  const lead = await anAgent(db, { teamIds: [teamId], role: 'lead' })
  const customer = await aCustomer(db)
  const source = (await aConversation(server.runner, customer, { teamId })).id
  const target = (await aConversation(server.runner, customer, { questionType: 'refund', teamId })).id
  await say(customer, source)
  await askForPerson(source)
  const [before] = await obligationsOf(source)
  clock.advance(5000)
  await run(lead, (ctx) => mergeConversations(ctx, { sourceId: source, targetId: target }))
  assert.deepEqual(outline(await obligationsOf(source)), ['decided closed:merged'])
  const [carried] = await obligationsOf(target)
  assert.deepEqual(outline(await obligationsOf(target)), ['open first_reply team'])
  assert.equal(carried?.received_at.getTime(), before?.received_at.getTime())
  await assertReplays(server.runner, target)
})

test('what is asked and answered within one batch is counted as well', async () => {
  const teamId = await aTeam(db)
  const agent = await anAgent(db, { teamIds: [teamId] })
  const customer = await aCustomer(db)
  const { id } = await aConversation(server.runner, customer, { teamId, status: 'waiting' })
  await run(agent, (ctx) => assignConversation(ctx, { conversationId: id, agentId: agent.staffId, how: 'taken' }))
  await say(agent, id, '您好')
  await Promise.all([say(customer, id, '一'), say(agent, id, '二'), say(customer, id, '三'), say(agent, id, '四'), say(customer, id, '五')])
  const rows = await obligationsOf(id)
  assert.equal(rows.filter((row) => row.open).length, 1)
  assert.equal(rows.length, 4)
  await assertReplays(server.runner, id)
})

test('what was owed is answered and asked again within one batch: one is closed, the next is open', async () => {
  const teamId = await aTeam(db)
  const agent = await anAgent(db, { teamIds: [teamId] })
  const customer = await aCustomer(db)
  const { id } = await aConversation(server.runner, customer, { teamId, status: 'waiting' })
  await run(agent, (ctx) => assignConversation(ctx, { conversationId: id, agentId: agent.staffId, how: 'taken' }))
  const item = (actor: CustomerActor | StaffActor, text: string) => ({
    actor,
    input: { conversationId: id, clientId: aClientId(), text, attachmentIds: [], followUp: 'nothing' as const },
  })
  clock.advance(1000)
  const answers = await server.runner.run(SYSTEM, (ctx) => postMessages(ctx, [item(agent, '在的'), item(customer, '还有')], { wait: true }))
  assert.ok(answers.every((answer) => answer !== 'held' && 'ok' in answer))
  assert.deepEqual(
    outline(await obligationsOf(id))
      .slice(-2)
      .map((line) => line.split(' ')[0]),
    ['answered', 'open'],
  )
  await assertReplays(server.runner, id)
})

test('the database refuses an open obligation without owner or deadline, and a conversation that owes without one', async () => {
  const customer = await aCustomer(db)
  const { id } = await aConversation(server.runner, customer, { teamId: await aTeam(db) })
  await say(customer, id)
  const refused = (constraint: string) => (error: unknown) => error instanceof Error && 'constraint' in error && error.constraint === constraint
  for (const column of ['owner_kind', 'due_at', 'warn_at']) {
    await assert.rejects(sql`update obligation set ${sql.ref(column)} = null where conversation_id = ${id}`.execute(db), refused('obligation_check'))
  }
  await assert.rejects(sql`update obligation set owner_kind = 'agent' where conversation_id = ${id}`.execute(db), refused('obligation_check1'))
  const closing = sql`update obligation set open = false, closed_at = now(), closed_how = 'decided', closed_reason = 'by hand' where conversation_id = ${id}`
  await assert.rejects(closing.execute(db), refused('conversation_obligation'))
  await assert.rejects(sql`delete from obligation where conversation_id = ${id}`.execute(db), refused('conversation_obligation'))
  await assert.rejects(sql`update conversation set obligation_id = null where id = ${id}`.execute(db), refused('conversation_owes'))
  await assert.rejects(sql`update conversation set obligation_id = ${uuid()} where id = ${id}`.execute(db), refused('conversation_obligation'))
  const other = await aConversation(server.runner, customer, { teamId: await aTeam(db), questionType: 'refund' })
  await say(customer, other.id)
  const borrowed = sql`update conversation set obligation_id = (select id from obligation where conversation_id = ${other.id} and open) where id = ${id}`
  await assert.rejects(borrowed.execute(db), refused('conversation_obligation'))
  await assert.rejects(sql`update conversation set status = 'closed' where id = ${id}`.execute(db), refused('conversation_owes_nothing_ended'))
  await assert.rejects(
    sql`update conversation set waiting_since = now(), owed_since = null, obligation_id = null where id = ${id}`.execute(db),
    refused('conversation_waits_owed'),
  )
})
