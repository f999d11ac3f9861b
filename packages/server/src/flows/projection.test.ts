/** Every type of entry is sent, and every byte the customer receives is searched for what is not his. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { isForCustomer } from '@yingda/domain/conversation/to-customer.ts'
import { ConversationEntry } from '@yingda/protocol/entries/conversation.ts'
import { CustomerEntry } from '@yingda/protocol/entries/views.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { record } from '../platform/record.ts'
import { testDatabase } from '../testing/database.ts'
import { settle } from '../testing/settle.ts'
import { aColleague, aKnownCustomer, type Caller } from './callers.ts'
import { aDesk } from './desk.ts'
import { EVERY_ENTRY, FOR_CUSTOMER, RISK_WORDS, SECRETS_OF_STAFF } from './every-entry.ts'
import { called, type Line } from './line.ts'
import { ok, opening, say, started } from './talk.ts'

const database = await testDatabase()
const { db } = database
// No worker: nothing but what is written here happens in the conversation.
const desk = await aDesk(database, { env: { ROLES: 'api,gateway' } })
await desk.start()

const types = ConversationEntry.options.map((option) => option.shape.type.value)
const received: { door: string; bytes: string }[] = []
let customer: Caller
let id: ConversationId
let live: Line
let late: Line
let shown = 0

/** Every entry as its command would record it. */
const drafts = types.flatMap((type) =>
  EVERY_ENTRY[type].map(({ actor, data, text }) => ({
    type,
    actor,
    data,
    forCustomer: isForCustomer(ConversationEntry.parse({ type, data })),
    content: text === undefined ? null : { text, fileHashes: [] },
  })),
)

before(async () => {
  customer = await aKnownCustomer(desk)
  id = await started(customer)
  const found = await sql<{ customer_id: string }>`select customer_id from conversation where id = ${id}`.execute(db)
  const customerId = found.rows[0]?.customer_id ?? ''
  live = await called(desk, customer)
  live.say({ t: 'subscribe', stream: `conversation:${id}`, after: 0 })
  live.say({ t: 'subscribe', stream: 'mine', after: 0 })
  await live.next('live', (frame) => frame.stream !== 'mine')
  const polling = customer.get(`/conversations/${id}/entries?after=1&limit=500&waitMs=10000`)
  for (const draft of drafts)
    await desk.app.runner.run({ kind: 'system' }, (ctx) => record(ctx, [{ stream: { id, kind: 'conversation', customerId }, entries: [draft] }]))
  shown = 1 + drafts.filter((draft) => draft.forCustomer).length
  await live.next('entries', (frame) => frame.entries.some((entry) => entry.seq === shown))
  received.push({ door: 'socket, live', bytes: live.bytes() }, { door: 'long-poll, waiting', bytes: (await polling).text })

  late = await called(desk, customer)
  late.say({ t: 'subscribe', stream: `conversation:${id}`, after: 0 })
  await late.next('live')
  received.push({ door: 'socket, back-fill', bytes: late.bytes() })
  for (const path of [
    '/home',
    '/conversations',
    `/conversations/${id}`,
    `/conversations/${id}/entries?limit=500`,
    `/conversations/${id}/state`,
    `/conversations/${id}/transcript`,
  ]) {
    for (const language of ['zh-CN', 'en']) {
      const answer = ok(await customer.get(path, { headers: { 'accept-language': language } }))
      received.push({ door: path, bytes: answer.text + JSON.stringify(answer.headers) })
    }
  }
})

test('there is a case for every type of entry, and every case is a valid one', () => {
  assert.deepEqual(Object.keys(EVERY_ENTRY).toSorted(), [...types].toSorted())
  assert.equal(types.length, 36, 'a new type: see that its case carries what must not be told')
  for (const type of types) assert.ok(EVERY_ENTRY[type].length > 0, type)
})

test('not one byte the customer receives holds a note, a summary, a staff id, a provider’s code or a reason that is not told', () => {
  for (const { door, bytes } of received) {
    for (const [what, canary] of Object.entries(SECRETS_OF_STAFF))
      assert.ok(!bytes.includes(canary), `${door} tells ${what}: …${bytes.slice(Math.max(0, bytes.indexOf(canary) - 200), bytes.indexOf(canary) + 60)}`)
    assert.ok(!bytes.includes('CANARY'), door)
  }
})

test('no word of risk or compliance, and none of the desk’s own states, is among them', () => {
  for (const { door, bytes } of received) for (const word of RISK_WORDS) assert.ok(!bytes.includes(word), `${door} holds ${word}`)
})

test('what is the customer’s does arrive, at every door the same, each entry of the promised shape, without a gap', async () => {
  for (const door of ['socket, live', 'socket, back-fill', 'transcript']) {
    const bytes = received
      .filter((one) => one.door.includes(door))
      .map((one) => one.bytes)
      .join('')
    for (const words of Object.values(FOR_CUSTOMER)) assert.ok(bytes.includes(words), `${door} lacks ${words}`)
  }
  const entriesOf = (line: Line) => line.frames.flatMap((frame) => (frame.t === 'entries' ? frame.entries : []))
  const byHttp = ok(await customer.get(`/conversations/${id}/entries?limit=500`)).body.entries
  assert.deepEqual(entriesOf(live), byHttp)
  assert.deepEqual(entriesOf(late), byHttp)
  assert.deepEqual(
    byHttp.map((entry: unknown) => CustomerEntry.parse(entry).seq),
    Array.from({ length: shown }, (_, index) => index + 1),
  )
})

test('the staff’s own doors do hold it: the canaries were really there', async () => {
  const admin = await aColleague(desk, { role: 'admin' })
  const { text } = ok(await admin.get(`/conversations/${id}/entries?limit=500`))
  for (const [what, canary] of Object.entries(SECRETS_OF_STAFF)) assert.ok(text.includes(canary), what)
})

test('what an agent does to a conversation tells the customer his name and nothing else of him', async () => {
  const person = await aKnownCustomer(desk)
  const worker = await aDesk(database)
  await worker.start()
  const agent = await aColleague(desk, { role: 'admin', name: '周明' })
  const teamId = ok(await agent.post('/admin/teams', { nameZh: '支付', nameEn: 'Payments', questionTypes: ['payment'] })).body.id
  const conversationId = ok(await person.post('/conversations', opening('payment', '钱扣了两次'))).body.conversation.id
  ok(await person.post(`/conversations/${conversationId}/person`))
  const path = `/conversations/${conversationId}`
  ok(await agent.put(`${path}/assignee`, { agentId: agent.actor.staffId }))
  ok(await agent.post(`${path}/notes`, { clientId: crypto.randomUUID(), text: 'CANARY of a real note', mentions: [agent.actor.staffId] }))
  ok(await say(agent, conversationId, '已经查到了'))
  ok(await agent.put(`${path}/restriction`, { restricted: true }))
  const { customer: asked } = ok(await agent.get(path)).body.row
  ok(await agent.put(`/customers/${asked.id}/care`, { care: true, reason: 'CANARY of priority service' }))
  ok(await agent.post(`${path}/transfer`, { teamId, agentId: null, note: 'CANARY of passing on' }))
  ok(await agent.post(`${path}/resolve`, { outcome: 'spam' }))
  await settle(db)
  const bytes = (await Promise.all([`${path}/entries?limit=500`, path, '/home', `${path}/transcript`, `${path}/state`].map((door) => person.get(door))))
    .map((answer) => answer.text)
    .join('')
  assert.ok(bytes.includes('周明') && bytes.includes('已经查到了'))
  for (const hidden of ['CANARY', agent.actor.staffId, teamId, 'restricted', 'spam', 'care_changed', '"care"']) assert.ok(!bytes.includes(hidden), hidden)
})
