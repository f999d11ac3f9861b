import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { test } from 'node:test'
import { sql } from 'kysely'
import { pino } from 'pino'
import { AttachmentId, type ConversationId } from '@yingda/protocol/ids.ts'
import type { StaffEntry } from '@yingda/protocol/entries/views.ts'
import type { ServerFrame } from '@yingda/protocol/realtime.ts'
import type { WebSocket } from 'ws'
import type { CustomerActor, StaffActor } from '../../platform/actor.ts'
import { aClientId, aConversation, aCustomer, anAgent, aServer, aTeam, SYSTEM, uuid } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { until } from '../../testing/settle.ts'
import { assignConversation, readCustomerTimeline, readTimeline, redactEntry } from '../conversation/api.ts'
import { Connection, type Party } from './connection.ts'
import { startFeed } from './feed.ts'
import { Subscriptions } from './subscriptions.ts'
import { Unsent } from './unsent.ts'

const { db, beforeDrop } = await testDatabase()
const server = await aServer(db)
const other = await aServer(db)
const log = pino({ level: 'silent' })
let reads = 0
const counted = { ...server.runner, query: ((actor, query) => ((reads += 1), server.runner.query(actor, query))) as typeof server.runner.query }

type Who = CustomerActor | StaffActor
const partyOf = (actor: Who): Party =>
  actor.kind === 'customer'
    ? { kind: 'customer', actor, expiresAt: new Date() }
    : { kind: 'staff', actor, sessionId: actor.staffId, self: '', expiresAt: new Date() }

/** A socket that looks at this conversation from here on; `seen` is what stood in its frames, in order. */
function aLooker(subscriptions: Subscriptions, actor: Who, id: ConversationId, seq: number) {
  const seen: { seq: number }[] = []
  const take = (text: string): void => {
    const frame = JSON.parse(text) as ServerFrame // what we send ourselves
    if (frame.t === 'entries') seen.push(...frame.entries)
  }
  const socket = Object.assign(new EventEmitter(), { OPEN: 1, readyState: 1, bufferedAmount: 0, close() {}, terminate() {}, send: take })
  const connection = new Connection(socket as unknown as WebSocket, '', new Unsent()) // as much of a socket as a connection uses
  connection.party = partyOf(actor)
  subscriptions.add({ connection, stream: `conversation:${id}`, streamId: id, kind: 'conversation', seq, customerSeq: 0, live: true, hasNews: false })
  return seen
}

async function aTalk() {
  const teamId = await aTeam(db)
  const [customer, agent] = [await aCustomer(db), await anAgent(db, { teamIds: [teamId] })]
  const { id } = await aConversation(server.runner, customer, { teamId, status: 'waiting' })
  await server.runner.run(agent, (ctx) => assignConversation(ctx, { conversationId: id, agentId: agent.staffId, how: 'taken' }))
  const { rows } = await sql<{ last_seq: number }>`select last_seq from stream where id = ${id}`.execute(db)
  const subscriptions = new Subscriptions()
  const feed = startFeed({ runner: counted, hot: counted, bus: server.bus, log, subscriptions })
  beforeDrop(() => feed.stop())
  const say = (by: Who, text: string, on = server, attachmentIds: AttachmentId[] = []) =>
    on.post(by, { conversationId: id, clientId: aClientId(), text, attachmentIds, followUp: 'nothing' })
  return { id, customer, agent, subscriptions, feed, say, newest: rows[0]?.last_seq ?? 0 }
}

const storedFor = (id: ConversationId): Promise<[staff: StaffEntry[], customer: { seq: number }[]]> =>
  server.runner.query(SYSTEM, async (ctx) => [
    await readTimeline(ctx, id, { after: 0, limit: 200 }),
    await readCustomerTimeline(ctx, id, { after: 0, limit: 200 }),
  ])

test('what this process wrote goes out as it would be read, and is not read again', async () => {
  const { id, customer, agent, subscriptions, feed, say, newest } = await aTalk()
  const [his, ours] = [aLooker(subscriptions, customer, id, newest), aLooker(subscriptions, agent, id, newest)]
  await feed.stop() // nothing looks but who is told
  const told = startFeed({ runner: counted, hot: counted, bus: server.bus, log, subscriptions })
  reads = 0
  await say(customer, '到账了吗\u2028"\\')
  await say(agent, 'In an hour')
  assert.equal(reads, 0)
  await told.stop()
  const [staff, forCustomer] = await storedFor(id)
  assert.deepEqual(ours, staff.slice(newest))
  assert.equal(ours.length, 2)
  assert.deepEqual(his, forCustomer.slice(-2))
})

test('who is behind, and what another process wrote, is served by reading: no gap and nothing twice', async () => {
  const { id, customer, agent, subscriptions, feed, say, newest } = await aTalk()
  const late = aLooker(subscriptions, agent, id, 0)
  const early = aLooker(subscriptions, agent, id, newest)
  await say(customer, '一')
  await say(agent, '二', other)
  await say(customer, '三')
  await until('both to have all', () => late.length === newest + 3 && early.length === 3)
  await feed.stop()
  const [staff] = await storedFor(id)
  assert.deepEqual(late, staff)
  assert.deepEqual(early, staff.slice(newest))
})

test('a message with a file comes with what is to be seen of the file', async () => {
  const { id, customer, agent, subscriptions, feed, say, newest } = await aTalk()
  const ours = aLooker(subscriptions, agent, id, newest)
  const file = AttachmentId.parse(uuid())
  await sql`insert into attachment (id, customer_id, state, name, media_type, size_bytes, sha256, has_thumbnail, created_at)
    values (${file}, ${customer.customerId}, 'stored', '对账单.pdf', 'application/pdf', 10, sha256('x'), false, now())`.execute(db)
  await say(customer, '请看', server, [file])
  await until('the message', () => ours.length === 1)
  await feed.stop()
  const [staff] = await storedFor(id)
  assert.deepEqual(ours, staff.slice(newest))
  assert.equal(staff.at(-1)?.content?.attachments.length, 1)
})

test('where it cannot be shown as it was written it is read, and who wrote it learns nothing of that', async () => {
  const { id, customer, agent, subscriptions, feed, say, newest } = await aTalk()
  const ours = aLooker(subscriptions, agent, id, newest)
  const [connection] = [...(subscriptions.byStream.get(id) ?? [])].map((one) => one.connection)
  const send = connection?.sendText.bind(connection)
  let fails = 1
  Object.assign(connection ?? {}, {
    sendText: (text: string) => {
      if (fails-- > 0) throw new Error('not this way')
      send?.(text)
    },
  })
  assert.equal((await say(customer, '一')).at, 'here')
  await say(agent, '二')
  await until('both', () => ours.length === 2)
  await feed.stop()
  const [staff] = await storedFor(id)
  assert.deepEqual(ours, staff.slice(newest))
})

test('what a command wrote and took back in the same moment is shown as it stands', async () => {
  const { id, customer, agent, subscriptions, feed, say, newest } = await aTalk()
  const ours = aLooker(subscriptions, agent, id, newest)
  await say(customer, '我的密码是 hunter2')
  const admin = await anAgent(db, { role: 'admin' })
  await server.runner.run(admin, (ctx) => redactEntry(ctx, { conversationId: id, seq: newest + 1, reason: 'secret' }))
  await until('the redaction', () => ours.length === 2)
  await feed.stop()
  const [staff] = await storedFor(id)
  assert.deepEqual(ours.at(-1), staff.at(-1))
})
