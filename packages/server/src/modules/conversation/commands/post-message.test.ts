import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { Refused } from '../../../platform/refused.ts'
import { aClientId, aConversation, aCustomer, anAgent, aServer, aTeam } from '../../../testing/builders.ts'
import { testDatabase } from '../../../testing/database.ts'
import { assertReplays } from '../../../testing/assert-replays.ts'
import { openDatabase } from '../../../platform/db/open.ts'
import { fixedClock } from '../../../testing/fixed-clock.ts'
import { readCustomerTimeline, readTimeline } from '../queries/read-timeline.ts'
import { redactEntry } from './redact-entry.ts'
import * as life from './change-conversation.ts'

const database = await testDatabase()
const { db, url } = database
const clock = fixedClock()
const server = await aServer(db, clock)
const teamId = await aTeam(db)

const refusedWith = (code: string) => (error: Refused) => error.code === code
const message = (conversationId: Parameters<typeof server.post>[1]['conversationId'], text: string, clientId = aClientId()) => ({
  conversationId,
  clientId,
  text,
  attachmentIds: [],
  followUp: 'nothing' as const,
})

test('a message is answered with its number, and the same id and words again with the same number', async () => {
  const customer = await aCustomer(db)
  const { id } = await aConversation(server.runner, customer, { teamId })
  const first = message(id, '钱扣了吗')
  const posted = await server.post(customer, first)
  assert.deepEqual(posted, { at: 'here', seq: 2, customerSeq: 2, time: clock.now().toISOString() })
  assert.deepEqual(await server.post(customer, first), posted)
  const entries = await server.runner.query(customer, (ctx) => readTimeline(ctx, id, { after: 0, limit: 10 }))
  assert.deepEqual(
    entries.map((entry) => [entry.seq, entry.entry.type]),
    [
      [1, 'conversation.opened'],
      [2, 'message.posted'],
    ],
  )
})

test('the same id with other words is refused and changes nothing', async () => {
  const customer = await aCustomer(db)
  const { id } = await aConversation(server.runner, customer, { teamId })
  const first = message(id, 'one')
  await server.post(customer, first)
  await assert.rejects(server.post(customer, { ...first, text: 'two' }), refusedWith('message.id_reused'))
  assert.equal((await server.runner.query(customer, (ctx) => readTimeline(ctx, id, { after: 0, limit: 10 }))).length, 2)
})

test('a refusal is not remembered: the same id may be used once the reason is gone', async () => {
  const customer = await aCustomer(db)
  const { id } = await aConversation(server.runner, customer, { teamId })
  const clientId = aClientId()
  await assert.rejects(server.post(customer, message(id, '   ', clientId)), refusedWith('message.empty'))
  assert.equal((await server.post(customer, message(id, 'now', clientId))).at, 'here')
})

test('another sender’s id neither collides nor reveals anything', async () => {
  const customer = await aCustomer(db)
  const stranger = await aCustomer(db)
  const agent = await anAgent(db, { teamIds: [teamId] })
  const { id } = await aConversation(server.runner, customer, { teamId })
  const own = message(id, 'mine')
  await server.post(customer, own)
  await assert.rejects(server.post(stranger, own), refusedWith('conversation.not_found'))
  const byAgent = await server.post(agent, { ...own, text: 'other words, same id' })
  assert.equal(byAgent.at, 'here')
})

test('eight senders of one id on two servers: one entry, one answer', async () => {
  const customer = await aCustomer(db)
  const second = openDatabase(url, { max: 8 })
  try {
    const other = await aServer(second.db, clock)
    for (let round = 0; round < 10; round += 1) {
      const { id } = await aConversation(server.runner, await aCustomer(db), { teamId })
      const owner = {
        ...customer,
        customerId:
          (await sql<{ customer_id: typeof customer.customerId }>`select customer_id from conversation where id = ${id}`.execute(db)).rows[0]?.customer_id ??
          customer.customerId,
      }
      const same = message(id, `round ${round}`)
      const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => (index % 2 === 0 ? server : other).post(owner, same)))
      assert.equal(new Set(answers.map((answer) => JSON.stringify(answer))).size, 1)
      const { rows } = await sql<{ count: number }>`select count(*) from entry where stream_id = ${id} and type = 'message.posted'`.execute(db)
      assert.equal(rows[0]?.count, 1)
    }
  } finally {
    await second.close()
  }
})

test('a thousand messages of many senders keep every conversation gap-free and each sender in order', async () => {
  const conversations = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const customer = await aCustomer(db)
      return { customer, id: (await aConversation(server.runner, customer, { teamId })).id }
    }),
  )
  await Promise.all(conversations.flatMap(({ customer, id }) => Array.from({ length: 50 }, (_, index) => server.post(customer, message(id, String(index))))))
  for (const { customer, id } of conversations) {
    const entries = await server.runner.query(customer, (ctx) => readCustomerTimeline(ctx, id, { after: 0, limit: 100 }))
    assert.deepEqual(
      entries.map((entry) => entry.seq),
      Array.from({ length: 51 }, (_, index) => index + 1),
    )
    assert.deepEqual(
      entries.flatMap((entry) => (entry.view.kind === 'message' ? [entry.view.content.text] : [])),
      Array.from({ length: 50 }, (_, index) => String(index)),
    )
  }
})

test('a conversation somebody else has locked holds up nobody else, and is served when it is free', async () => {
  const [held, free] = await Promise.all([aCustomer(db), aCustomer(db)])
  const [heldId, freeId] = [(await aConversation(server.runner, held, { teamId })).id, (await aConversation(server.runner, free, { teamId })).id]
  const waiting = await db.transaction().execute(async (tx) => {
    await sql`select from conversation where id = ${heldId} for no key update`.execute(tx)
    const stuck = server.post(held, message(heldId, 'behind the lock'))
    const answered = await server.post(free, message(freeId, 'not behind it'))
    assert.equal(answered.at, 'here')
    return { stuck }
  })
  assert.equal((await waiting.stuck).at, 'here')
})

test('a message within 72 hours of resolving reopens; later it belongs into a new conversation', async () => {
  const customer = await aCustomer(db)
  const early = await aConversation(server.runner, customer, { teamId, status: 'resolved' })
  clock.advance(71 * 3600_000)
  assert.equal((await server.post(customer, message(early.id, 'still here'))).at, 'here')
  await assertReplays(server.runner, early.id)
  await server.runner.run(customer, (ctx) => life.resolveConversation(ctx, { conversationId: early.id, outcome: 'ended_by_customer' }))
  clock.advance(73 * 3600_000)
  assert.deepEqual(await server.post(customer, message(early.id, 'too late')), { at: 'new' })
})

test('an agent’s message takes what nobody holds and reopens what has ended', async () => {
  const customer = await aCustomer(db)
  const agent = await anAgent(db, { teamIds: [teamId] })
  const waiting = await aConversation(server.runner, customer, { teamId, status: 'waiting' })
  await server.post(agent, message(waiting.id, '您好，我来处理'))
  const state = await assertReplays(server.runner, waiting.id)
  assert.deepEqual([state.status, state.assigneeId, state.waitingSince], ['assigned', agent.staffId, null])
})

test('redaction removes words from stream, lists and search, and leaves numbers, hash and a resend intact', async () => {
  const customer = await aCustomer(db)
  const lead = await anAgent(db, { teamIds: [teamId], role: 'lead' })
  const { id } = await aConversation(server.runner, customer, { teamId })
  const secret = message(id, '我的密码是 hunter2')
  const posted = await server.post(customer, secret)
  assert.ok(posted.at === 'here')
  await server.runner.run(lead, (ctx) => redactEntry(ctx, { conversationId: id, seq: posted.seq, reason: 'a password' }))
  const everything = JSON.stringify(
    (await Promise.all(['entry', 'entry_content', 'entry_search', 'conversation'].map((table) => sql`select * from ${sql.table(table)}`.execute(db)))).map(
      (result) => result.rows,
    ),
  )
  assert.ok(!everything.includes('hunter2'))
  const timeline = await server.runner.query(customer, (ctx) => readCustomerTimeline(ctx, id, { after: 0, limit: 10 }))
  assert.deepEqual(
    timeline.map((entry) => entry.view.kind),
    ['opened', 'message', 'redacted'],
  )
  assert.ok(timeline[1]?.view.kind === 'message' && timeline[1].view.content.redacted)
  const { rows } = await sql<{ content_hash: Buffer | null }>`select content_hash from entry where stream_id = ${id} and seq = ${posted.seq}`.execute(db)
  assert.equal(rows[0]?.content_hash?.length, 32)
  assert.deepEqual(await server.post(customer, secret), posted)
})

test('a card’s number that a colleague repeats as the reason for its redaction is not kept there for ever', async () => {
  const lead = await anAgent(db, { teamIds: [teamId], role: 'lead' })
  const customer = await aCustomer(db)
  const { id } = await aConversation(server.runner, customer, { teamId })
  const posted = await server.post(customer, message(id, '这张卡 6222 0212 3456 7890 12 扣了我的钱'))
  assert.ok(posted.at === 'here')
  await server.runner.run(lead, (ctx) => redactEntry(ctx, { conversationId: id, seq: posted.seq, reason: '客户发了卡号 6222021234567890128' }))
  const { rows } = await sql<{ reason: string }>`select data ->> 'reason' as reason from entry where stream_id = ${id} and type = 'entry.redacted'`.execute(db)
  assert.deepEqual(rows, [{ reason: `客户发了卡号 ${'•'.repeat(19)}` }])
})

test("a customer's code is never kept; the same send again has the same answer, other words do not", async () => {
  const customer = await aCustomer(db)
  const { id } = await aConversation(server.runner, customer, { teamId })
  const first = message(id, '验证码是 483920，登不上')
  const posted = await server.post(customer, first)
  assert.deepEqual(await server.post(customer, first), posted)
  await assert.rejects(server.post(customer, { ...first, text: '验证码是 483920，算了' }), refusedWith('message.id_reused'))
  const [, entry] = await server.runner.query(customer, (ctx) => readTimeline(ctx, id, { after: 0, limit: 10 }))
  const hidden = [{ at: 5, length: 6, kind: 'code' }]
  assert.deepEqual(entry?.content, { text: '验证码是 ••••••，登不上', attachments: [], redacted: false, hidden })
  const [, shown] = await server.runner.query(customer, (ctx) => readCustomerTimeline(ctx, id, { after: 0, limit: 10 }))
  assert.ok(shown?.view.kind === 'message')
  assert.deepEqual(shown.view.content.hidden, hidden)
})

test('digits alone are hidden once a code was spoken of, and the repeat that comes after other words is still known', async () => {
  const customer = await aCustomer(db)
  const { id } = await aConversation(server.runner, customer, { teamId })
  await server.post(customer, message(id, '88214021'))
  await server.post(customer, message(id, '验证码是'))
  const digits = message(id, '483920')
  const posted = await server.post(customer, digits)
  await server.post(customer, message(id, '登不上'))
  assert.deepEqual(await server.post(customer, digits), posted)
  const entries = await server.runner.query(customer, (ctx) => readTimeline(ctx, id, { after: 1, limit: 10 }))
  assert.deepEqual(
    entries.map((entry) => entry.content?.text),
    ['88214021', '验证码是', '••••••', '登不上'],
  )
})

test('digits alone are hidden also where the words about the code stand at the end of a long message', async () => {
  const agent = await anAgent(db, { teamIds: [teamId] })
  for (const from of ['customer', 'agent'] as const) {
    const customer = await aCustomer(db)
    const { id } = await aConversation(server.runner, customer, { teamId })
    await server.post(from === 'agent' ? agent : customer, message(id, `${'我昨天付款以后一直没有到账。'.repeat(12)}我收到的验证码是`))
    const posted = await server.post(customer, message(id, '483920'))
    assert.ok(posted.at === 'here')
    const [entry] = await server.runner.query(customer, (ctx) => readTimeline(ctx, id, { after: posted.seq - 1, limit: 1 }))
    assert.equal(entry?.content?.text, '••••••', from)
  }
})

test("a colleague's words stay as they are", async () => {
  const customer = await aCustomer(db)
  const agent = await anAgent(db, { teamIds: [teamId] })
  const { id } = await aConversation(server.runner, customer, { teamId })
  await server.post(agent, message(id, '参考验证码：483920'))
  const [entry] = await server.runner.query(agent, (ctx) => readTimeline(ctx, id, { after: 2, limit: 10 }))
  assert.equal(entry?.content?.text, '参考验证码：483920')
})
