/** Doing it twice has the effect of once, whatever the way and whichever the server. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { ClientId } from '@yingda/protocol/ids.ts'
import { aTeam, letEnd } from '../testing/builders.ts'
import { testDatabase } from '../testing/database.ts'
import { aColleague, aKnownCustomer, ask, type Answer, type Caller } from './callers.ts'
import { aDesk, type Desk } from './desk.ts'
import { called } from './line.ts'
import { ok, opening, refused, say, started, words } from './talk.ts'

const database = await testDatabase()
const { db } = database
const env = { ROLES: 'api,gateway' }
const desks = [await aDesk(database, { env }), await aDesk(database, { env })] as const
const [near] = desks
await Promise.all(desks.map((desk) => desk.start()))
before(() => aTeam(db))

/** The same customer asking another server. */
const at = (desk: Desk, who: Caller, path: string, body: unknown, method: 'POST' | 'PUT' = 'POST'): Promise<Answer> =>
  ask(desk, method, `/api/customer${path}`, body, { headers: who.headers })
const messagesOf = async (id: string): Promise<string[]> =>
  (
    await sql<{
      body: string
    }>`select c.body from entry e join entry_content c on c.stream_id = e.stream_id and c.seq = e.seq where e.stream_id = ${id} and e.type = 'message.posted' order by e.seq`.execute(
      db,
    )
  ).rows.map((row) => row.body)

test('one message by HTTP and by socket, on two servers, at once: it is there once, and every answer is the same', async () => {
  for (let round = 0; round < 8; round += 1) {
    const customer = await aKnownCustomer(near)
    const id = await started(customer)
    const lines = await Promise.all(desks.map((desk) => called(desk, customer)))
    const clientId = ClientId.parse(randomUUID())
    for (const line of lines) for (const ref of ['a', 'b']) line.say({ t: 'send', ref, conversationId: id, clientId, text: '钱扣了吗', attachmentIds: [] })
    const byHttp = await Promise.all(
      desks.flatMap((desk) => [1, 2].map(() => at(desk, customer, `/conversations/${id}/messages`, words('钱扣了吗', clientId)))),
    )
    const bySocket = await Promise.all(lines.flatMap((line) => ['a', 'b'].map((ref) => line.next('sent', (frame) => frame.ref === ref))))
    const answers = [...byHttp.map((answer) => ok(answer).body), ...bySocket].map(({ conversationId, seq, at: time }) =>
      JSON.stringify([conversationId, seq, time]),
    )
    assert.equal(new Set(answers).size, 1, answers.join())
    assert.deepEqual(await messagesOf(id), ['钱扣了吗'])
    for (const line of lines) line.hangUp()
  }
})

test('the same id with other words is refused on the other server too', async () => {
  const customer = await aKnownCustomer(near)
  const id = await started(customer)
  const first = words('one')
  ok(await at(near, customer, `/conversations/${id}/messages`, first))
  refused(await at(desks[1], customer, `/conversations/${id}/messages`, { ...first, text: 'two' }), 'message.id_reused')
  assert.deepEqual(await messagesOf(id), ['one'])
})

test('one start on two servers, eight times at once: one conversation with one first message', async () => {
  for (let round = 0; round < 6; round += 1) {
    const customer = await aKnownCustomer(near)
    const body = opening('payment', 'hello')
    const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => at(index % 2 === 0 ? near : desks[1], customer, '/conversations', body)))
    const ids = new Set(answers.map((answer) => ok(answer).body.conversation.id))
    assert.equal(ids.size, 1)
    assert.deepEqual(await messagesOf([...ids][0]), ['hello'])
  }
})

test('two devices that start on the same question at once share one conversation, and both messages are in it', async () => {
  for (let round = 0; round < 6; round += 1) {
    const customer = await aKnownCustomer(near)
    const answers = await Promise.all(
      Array.from({ length: 4 }, (_, index) => at(index % 2 === 0 ? near : desks[1], customer, '/conversations', opening('payment', `device ${index}`))),
    )
    const ids = new Set(answers.map((answer) => ok(answer).body.conversation.id))
    assert.equal(ids.size, 1)
    assert.deepEqual(
      (await messagesOf([...ids][0])).toSorted(),
      [0, 1, 2, 3].map((index) => `device ${index}`),
    )
    assert.equal(answers.filter((answer) => !answer.body.existing).length, 1)
  }
})

test('a late message, sent again and again on two servers, opens one new conversation that is linked both ways', async () => {
  for (const status of ['resolved', 'closed'] as const) {
    const customer = await aKnownCustomer(near)
    const old = await started(customer, 'payment', 'long ago')
    await letEnd(db, old, status)
    const late = words('it happened again')
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => at(index % 2 === 0 ? near : desks[1], customer, `/conversations/${old}/messages`, late)),
    )
    const ids = new Set(answers.map((answer) => ok(answer).body.conversationId))
    assert.equal(ids.size, 1)
    const [next] = [...ids]
    assert.notEqual(next, old)
    assert.deepEqual(await messagesOf(next), ['it happened again'])
    assert.deepEqual(await messagesOf(old), ['long ago'])
    const [before, after] = await Promise.all(
      [old, next].map(async (id) => ok(await customer.get(`/conversations/${id}/entries`)).body.entries.map((entry: { view: object }) => entry.view)),
    )
    assert.deepEqual(
      before.filter((view: { kind: string }) => view.kind === 'continued'),
      [{ kind: 'continued', nextConversationId: next }],
    )
    assert.equal(after[0].previousConversationId, old)
    // An outbox that was offline sends all it has under the old id: it all belongs together.
    assert.equal(ok(await say(customer, old, 'and one more')).body.conversationId, next)
    assert.deepEqual(await messagesOf(next), ['it happened again', 'and one more'])
    await letEnd(db, next, 'closed')
    const third = ok(await say(customer, old, 'yet again')).body.conversationId
    assert.ok(third !== next && third !== old)
    assert.deepEqual(await messagesOf(third), ['yet again'])
    assert.equal(ok(await at(near, customer, `/conversations/${old}/messages`, late)).body.conversationId, next, 'a repeat finds the first')
  }
})

test('what is closed is closed for staff, by HTTP and by socket', async () => {
  const admin = await aColleague(near, { role: 'admin', teamIds: [await aTeam(db)] })
  const id = await started(await aKnownCustomer(near), 'payment', 'long ago')
  await letEnd(db, id, 'closed')
  refused(await say(admin, id, 'hello?'), 'conversation.closed')
  refused(await admin.post(`/conversations/${id}/reopen`), 'conversation.closed')
  refused(await admin.put(`/conversations/${id}/assignee`, { agentId: admin.actor.staffId }), 'conversation.closed')
  refused(await admin.post(`/conversations/${id}/resolve`, { outcome: 'answered' }), 'conversation.closed')
  const line = await called(near, admin)
  line.say({ t: 'send', ref: 'r', conversationId: id, clientId: ClientId.parse(randomUUID()), text: 'hello?', attachmentIds: [] })
  assert.equal((await line.next('refused')).code, 'conversation.closed')
  assert.deepEqual(await messagesOf(id), ['long ago'])
})

test('what is sent to a merged conversation arrives in the one it went into', async () => {
  const admin = await aColleague(near, { role: 'admin' })
  const customer = await aKnownCustomer(near)
  const [source, target] = [await started(customer, 'payment', 'one'), await started(customer, 'refund', 'two')]
  ok(await admin.post(`/conversations/${source}/merge`, { targetId: target }))
  const late = words('to the old one')
  for (const desk of [...desks, ...desks]) assert.equal(ok(await at(desk, customer, `/conversations/${source}/messages`, late)).body.conversationId, target)
  assert.deepEqual(await messagesOf(target), ['two', 'to the old one'])
})

test('ending, rating and asking for a person twice records once', async () => {
  const customer = await aKnownCustomer(near)
  const id = await started(customer, 'payment', 'hello')
  const twice = async (path: string, body: unknown, method: 'POST' | 'PUT' = 'POST'): Promise<void> => {
    for (const answer of await Promise.all(desks.flatMap((desk) => [1, 2].map(() => at(desk, customer, `/conversations/${id}${path}`, body, method)))))
      ok(answer)
  }
  await twice('/person', {})
  await twice('/end', {})
  await twice('/rating', { score: 4, words: '谢谢' }, 'PUT')
  const { rows } = await sql<{ type: string; count: number }>`select type, count(*) from entry where stream_id = ${id} group by type order by type`.execute(db)
  assert.deepEqual(
    rows.map((row) => [row.type, row.count]),
    [
      ['conversation.opened', 1],
      ['conversation.queued', 1],
      ['conversation.rated', 1],
      ['conversation.resolved', 1],
      ['message.posted', 1],
    ],
  )
})
