/** Whoever comes back after a restart comes with all the others: what they need is asked once for all of them. */
import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { test } from 'node:test'
import { sql } from 'kysely'
import { pino } from 'pino'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { ServerFrame } from '@yingda/protocol/realtime.ts'
import type { WebSocket } from 'ws'
import type { CustomerActor, StaffActor } from '../../platform/actor.ts'
import { Refused } from '../../platform/refused.ts'
import { aClientId, aConversation, aCustomer, anAgent, aServer, aTeam, SYSTEM } from '../../testing/builders.ts'
import { counting } from '../../testing/counting.ts'
import { testDatabase } from '../../testing/database.ts'
import { until } from '../../testing/settle.ts'
import { setViewing } from '../conversation/api.ts'
import { customerSignIn } from '../customer/api.ts'
import { Connection, type Party } from './connection.ts'
import { startFeed, type Feed } from './feed.ts'
import { lookUps, type LookUps } from './look-ups.ts'
import { startStates } from './states.ts'
import { subscribe } from './subscribe.ts'
import { Subscriptions } from './subscriptions.ts'
import { Unsent } from './unsent.ts'
import { viewingsBy } from './viewings.ts'

const { db, beforeDrop } = await testDatabase()
const { runner, post, bus } = await aServer(db)
const { db: countedDb, asked: statements } = counting(db)
const counted = await aServer(countedDb)
const log = pino({ level: 'silent' })
const quietFeed: Feed = { touch() {}, stop: () => Promise.resolve() }

const partyOf = (actor: CustomerActor | StaffActor): Party =>
  actor.kind === 'customer'
    ? { kind: 'customer', actor, expiresAt: new Date() }
    : { kind: 'staff', actor, sessionId: actor.staffId, self: '', expiresAt: new Date() }

/** A gateway's own parts, and sockets that are known already. */
function aGateway({ feed = quietFeed, subscriptions = new Subscriptions(), whilePageIsRead = () => Promise.resolve() as Promise<unknown> } = {}) {
  const asked = lookUps({ runner: counted.runner, hot: counted.runner })
  const page: LookUps['page'] = async (wanted) => {
    const read = await asked.page(wanted)
    await whilePageIsRead()
    return read
  }
  const deps = { lookUps: { ...asked, page }, subscriptions, feed }
  const aSocket = (actor: CustomerActor | StaffActor) => {
    const frames: ServerFrame[] = []
    const send = (text: string): void => void frames.push(JSON.parse(text) as ServerFrame) // what we send ourselves
    const socket = Object.assign(new EventEmitter(), { OPEN: 1, readyState: 1, bufferedAmount: 0, close() {}, terminate() {}, send })
    const connection = new Connection(socket as unknown as WebSocket, '', new Unsent()) // as much of a socket as a connection uses
    const party = partyOf(actor)
    connection.party = party
    const comeBack = (id: ConversationId, after: number): Promise<void> => subscribe(deps, connection, party, `conversation:${id}`, after)
    const seqs = (): number[] => frames.flatMap((frame) => (frame.t === 'entries' ? frame.entries.map(({ seq }) => seq) : []))
    return { frames, comeBack, seqs, connection }
  }
  return { subscriptions, aSocket }
}

/** So many customers, each with a conversation in which something was said while nobody was connected. */
async function aCrowd(size: number) {
  const teamId = await aTeam(db)
  const customers = await Promise.all(Array.from({ length: size }, () => aCustomer(db)))
  const talks = await Promise.all(
    customers.map(async (customer) => ({ customer, id: (await aConversation(runner, customer, { teamId })).id as ConversationId })),
  )
  for (const { customer, id } of talks)
    await post(customer, { conversationId: id, clientId: aClientId(), text: '在吗', attachmentIds: [], followUp: 'nothing' })
  return { teamId, talks }
}

test('ten customers who come back together cost seven statements, and thirty the same: each is live and has what he missed', async () => {
  for (const size of [10, 30]) {
    const { talks } = await aCrowd(size)
    const { subscriptions, aSocket } = aGateway()
    const states = startStates({ runner: counted.runner, bus: counted.bus, log, subscriptions })
    beforeDrop(() => states.stop())
    const sayViewing = viewingsBy(counted.runner.run)
    const signIn = customerSignIn(
      counted.runner,
      (sub) => Promise.resolve({ externalId: sub, name: null, language: null, email: undefined, expiresAt: new Date(Date.now() + 60_000) }),
      () => new Date(),
    )
    const before = statements()
    const sockets = await Promise.all(
      talks.map(async ({ customer, id }) => {
        const { actor } = await signIn(`ext-${customer.customerId}`)
        const socket = aSocket(actor)
        await socket.comeBack(id, 1)
        await sayViewing({ conversationId: id, party: 'customer', on: true })
        return socket
      }),
    )
    await until('each to know how the others are', () => sockets.every(({ frames }) => frames.some((frame) => frame.t === 'state')))
    await states.stop()
    assert.equal(statements() - before, 7)
    for (const { frames, seqs } of sockets) {
      assert.deepEqual(seqs(), [2])
      assert.ok(frames.some((frame) => frame.t === 'live' && frame.seq === 2))
    }
  }
})

test('among many who come back, who asks for another’s conversation, or for one that is none, is refused as if alone', async () => {
  const { talks } = await aCrowd(6)
  const { aSocket, subscriptions } = aGateway()
  const nothing = '01900000-0000-7000-8000-000000000000' as ConversationId
  const asked = talks.map((talk, index) => ({ ...talk, asks: index === 2 ? talks[0]?.id : index === 4 ? nothing : talk.id }))
  const sockets = asked.map(({ customer, asks }) => ({ ...aSocket(customer), asks }))
  const answers = await Promise.allSettled(sockets.map(({ comeBack, asks }) => comeBack(asks ?? nothing, 0)))
  assert.deepEqual(
    answers.map((one) => (one.status === 'rejected' && one.reason instanceof Refused ? one.reason.code : one.status)),
    ['fulfilled', 'fulfilled', 'conversation.not_found', 'fulfilled', 'conversation.not_found', 'fulfilled'],
  )
  assert.deepEqual(
    sockets.map(({ seqs }) => seqs().length),
    [2, 2, 0, 2, 0, 2],
  )
  assert.equal(
    [...subscriptions.byStream.values()].reduce((sum, looking) => sum + looking.size, 0),
    4,
  )
})

test('staff who come back together are judged each by his own rights, restricted conversations included', async () => {
  const { teamId, talks } = await aCrowd(2)
  const [open, hidden] = talks.map(({ id }) => id) as [ConversationId, ConversationId]
  await sql`update conversation set restricted = true where id = ${hidden}`.execute(db)
  const [mate, stranger, lead] = [await anAgent(db, { teamIds: [teamId] }), await anAgent(db), await anAgent(db, { teamIds: [teamId], role: 'lead' })]
  const { aSocket } = aGateway()
  const asked = [mate, stranger, lead].flatMap((actor) => [open, hidden].map((id) => ({ actor, id })))
  const together = await Promise.allSettled(asked.map(({ actor, id }) => aSocket(actor).comeBack(id, 0)))
  const alone: string[] = []
  for (const { actor, id } of asked) {
    const [answer] = await Promise.allSettled([aSocket(actor).comeBack(id, 0)])
    alone.push(answer?.status ?? '')
  }
  assert.deepEqual(
    together.map(({ status }) => status),
    alone,
  )
  assert.deepEqual(alone, ['fulfilled', 'rejected', 'rejected', 'rejected', 'fulfilled', alone.at(-1)])
})

test('two windows of one conversation that come back from different places each get what follows their own', async () => {
  const { talks } = await aCrowd(1)
  const [{ customer, id }] = talks as [(typeof talks)[number]]
  for (let index = 0; index < 250; index += 1)
    await post(customer, { conversationId: id, clientId: aClientId(), text: String(index), attachmentIds: [], followUp: 'nothing' })
  const { aSocket } = aGateway()
  const windows = [0, 5, 240].map((after) => ({ after, ...aSocket(customer) }))
  await Promise.all(windows.map(({ comeBack, after }) => comeBack(id, after)))
  for (const { seqs, after } of windows) {
    assert.deepEqual(
      seqs(),
      Array.from({ length: 252 - after }, (_, index) => after + index + 1),
    )
  }
})

test('a cursor beyond the stream begins anew', async () => {
  const { talks } = await aCrowd(1)
  const [{ customer, id }] = talks as [(typeof talks)[number]]
  const { frames, comeBack } = aGateway().aSocket(customer)
  await comeBack(id, 3)
  assert.deepEqual(frames, [{ t: 'reset', stream: `conversation:${id}` }])
})

test('who has missed nothing on the way has nothing read a second time; what is written on the way is read when he goes live', async () => {
  const { talks } = await aCrowd(2)
  const [calm, busy] = talks as [(typeof talks)[number], (typeof talks)[number]]
  const touched: string[] = []
  const subscriptions = new Subscriptions()
  const looking = startFeed({ runner, hot: runner, bus, log, subscriptions })
  beforeDrop(() => looking.stop())
  const feed = { ...looking, touch: (id: string) => (touched.push(id), looking.touch(id)) }
  const words = { conversationId: busy.id, clientId: aClientId(), text: '还在吗', attachmentIds: [], followUp: 'nothing' } as const
  const { aSocket } = aGateway({ feed, subscriptions, whilePageIsRead: () => post(busy.customer, words) })
  const [quiet, late] = [aSocket(calm.customer), aSocket(busy.customer)]
  await late.comeBack(busy.id, 0)
  await quiet.comeBack(calm.id, 0)
  assert.deepEqual(touched, [busy.id])
  await until('the late words', () => late.seqs().length === 3)
  assert.deepEqual(
    [late.seqs(), quiet.seqs()],
    [
      [1, 2, 3],
      [1, 2],
    ],
  )
})

test('of a conversation that only its customer looks at nothing is read for staff, and his own being there is no reason to look again', async () => {
  const { talks } = await aCrowd(1)
  const [{ customer, id }] = talks as [(typeof talks)[number]]
  const { aSocket, subscriptions } = aGateway()
  const socket = aSocket(customer)
  await socket.comeBack(id, 0)
  await runner.run(SYSTEM, (ctx) => setViewing(ctx, { conversationId: id, party: 'customer', on: true }))
  const before = statements()
  const states = startStates({ runner: counted.runner, bus: counted.bus, log, subscriptions })
  states.touch(id)
  await until('the state', () => socket.frames.some((frame) => frame.t === 'state'))
  assert.equal(statements() - before, 2)
  // The look of each second: once for what it finds changed, and then no more.
  await until('three more looks', () => statements() - before >= 7)
  await states.stop()
  assert.equal(statements() - before, 7)
})
