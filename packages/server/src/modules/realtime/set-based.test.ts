/** However many sockets look, a round asks the database the same few times. */
import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { test } from 'node:test'
import { sql } from 'kysely'
import { pino } from 'pino'
import type { ServerFrame } from '@yingda/protocol/realtime.ts'
import type { ConversationId, TeamId } from '@yingda/protocol/ids.ts'
import type { Role } from '@yingda/protocol/permissions.ts'
import type { WebSocket } from 'ws'
import type { StaffActor } from '../../platform/actor.ts'
import { record } from '../../platform/record.ts'
import { aConversation, aCustomer, anAgent, aServer, aTeam, SYSTEM } from '../../testing/builders.ts'
import { counting } from '../../testing/counting.ts'
import { testDatabase } from '../../testing/database.ts'
import { until } from '../../testing/settle.ts'
import { listStreamId, reachable, reachableByEach, setViewing } from '../conversation/api.ts'
import { Unsent } from './unsent.ts'
import { Connection } from './connection.ts'
import { deliverLists } from './deliver-lists.ts'
import { checkStaff } from './rights.ts'
import { startStates } from './states.ts'
import { Subscriptions } from './subscriptions.ts'

const { db } = await testDatabase()
const { runner } = await aServer(db)
const { db: countedDb, asked: queries } = counting(db)
const counted = await aServer(countedDb)

/** A socket of this person that shows these streams and remembers what it is sent. */
function aWindow(subscriptions: Subscriptions, actor: StaffActor, streams: Readonly<Record<string, string>>) {
  const frames: ServerFrame[] = []
  const socket = Object.assign(new EventEmitter(), { OPEN: 1, readyState: 1, bufferedAmount: 0, close() {}, terminate() {}, send: take })
  function take(text: string): void {
    frames.push(JSON.parse(text) as ServerFrame) // what we send ourselves
  }
  const connection = new Connection(socket as unknown as WebSocket, '', new Unsent()) // as much of a socket as a connection uses
  connection.party = { kind: 'staff', actor, sessionId: actor.staffId, self: '', expiresAt: new Date() }
  for (const [stream, streamId] of Object.entries(streams))
    subscriptions.add({
      connection,
      stream,
      streamId,
      kind: stream.startsWith('conversation:') ? 'conversation' : 'list',
      seq: 0,
      customerSeq: 0,
      live: true,
      hasNews: false,
    })
  return { connection, frames }
}

/** A team's conversations and a person of each role, in the team or not. */
async function aHouse(): Promise<{ ids: ConversationId[]; people: StaffActor[] }> {
  const [one, two] = [await aTeam(db), await aTeam(db)] as const
  const customer = await aCustomer(db)
  const ids: ConversationId[] = []
  for (const [teamId, restricted] of [
    [one, false],
    [one, true],
    [two, false],
    [two, true],
  ] as const) {
    const { id } = await aConversation(runner, customer, { teamId, questionType: 'payment', status: 'resolved' })
    await sql`update conversation set restricted = ${restricted} where id = ${id}`.execute(db)
    ids.push(id)
  }
  const person = (role: Role, teamIds: TeamId[]): Promise<StaffActor> => anAgent(db, { role, teamIds })
  const people = [
    await person('agent', [one]),
    await person('agent', []),
    await person('lead', [two]),
    await person('admin', []),
    await person('agent', [one, two]),
  ]
  await sql`insert into conversation_reach (conversation_id, staff_id, why, at) values (${ids[2]}, ${people[1]?.staffId}, 'mentioned', now())`.execute(db)
  return { ids, people }
}

test('asked for all at once, each reaches what he reaches when asked alone', async () => {
  const { ids, people } = await aHouse()
  const together = await runner.query(SYSTEM, (ctx) =>
    reachableByEach(
      ctx,
      people.map((actor) => ({ actor, ids })),
    ),
  )
  const sizes: number[] = []
  for (const actor of people) {
    const alone = await runner.query(actor, (ctx) => reachable(ctx, ids))
    assert.deepEqual([...(together.get(actor.staffId) ?? [])].sort(), [...alone].sort(), actor.role)
    sizes.push(alone.size)
  }
  assert.ok(new Set(sizes).size >= 3, `the cases differ: ${sizes.join(' ')}`)
})

test('the rights of sixty windows are looked at with one query for what they show, and each loses what is no longer his', async () => {
  const { ids, people } = await aHouse()
  const rounds: number[] = []
  for (const windows of [2, 12]) {
    const subscriptions = new Subscriptions()
    const streams = Object.fromEntries(ids.map((id) => [`conversation:${id}`, id]))
    const open = people.flatMap((actor) => Array.from({ length: windows }, () => ({ actor, ...aWindow(subscriptions, actor, streams) })))
    const asked: number[] = []
    const before = queries()
    await checkStaff(
      {
        runner: counted.runner,
        subscriptions,
        connections: new Set(open.map(({ connection }) => connection)),
        async sessionCheck(sessionIds) {
          asked.push(sessionIds.length)
          return new Map(people.map((actor) => [actor.staffId, { actor, self: '', expiresAt: new Date() }]))
        },
      },
      null,
    )
    rounds.push(queries() - before)
    assert.deepEqual(asked, [people.length])
    for (const { actor, connection, frames } of open) {
      const kept = await runner.query(actor, (ctx) => reachable(ctx, ids))
      assert.deepEqual([...connection.subscriptions.values()].map((one) => one.streamId).sort(), [...kept].sort())
      assert.equal(frames.filter((frame) => frame.t === 'unsubscribed').length, ids.length - kept.size)
    }
  }
  assert.deepEqual(rounds, [1, 1])
})

test('a window that shows what is no longer its person’s shows nothing any more, so that presence renews nothing', async () => {
  const { ids, people } = await aHouse()
  const open = people.flatMap((actor) =>
    ids.map((id) => {
      const { connection } = aWindow(new Subscriptions(), actor, {})
      connection.viewing = id
      return { actor, connection, id }
    }),
  )
  const sessionCheck = async () => new Map(people.map((actor) => [actor.staffId, { actor, self: '', expiresAt: new Date() }]))
  const connections = new Set(open.map(({ connection }) => connection))
  await checkStaff({ runner: counted.runner, subscriptions: new Subscriptions(), connections, sessionCheck }, null)
  let lost = 0
  for (const { actor, connection, id } of open) {
    const keeps = (await runner.query(actor, (ctx) => reachable(ctx, ids))).has(id)
    assert.equal(connection.viewing, keeps ? id : null)
    lost += keeps ? 0 : 1
  }
  assert.ok(lost > 0 && lost < open.length)
})

test('what changed on all lists is told to everybody who looks with two queries, to each what he reaches', async () => {
  const { ids, people } = await aHouse()
  const all = listStreamId('list:all')
  await runner.run(SYSTEM, (ctx) =>
    record(ctx, [
      { stream: { id: all, kind: 'list', customerId: null }, entries: [{ type: 'list.changed', data: { conversationIds: ids }, forCustomer: false }] },
    ]),
  )
  const subscriptions = new Subscriptions()
  const open = people.flatMap((actor) => Array.from({ length: 12 }, () => ({ actor, ...aWindow(subscriptions, actor, { 'list:all': all }) })))
  const before = queries()
  await counted.runner.query(SYSTEM, (ctx) => deliverLists(ctx, subscriptions, [{ id: all, after: 0 }]))
  assert.equal(queries() - before, 2)
  for (const { actor, connection, frames } of open) {
    const told = frames.flatMap((frame) => (frame.t === 'changed' ? frame.conversationIds : []))
    assert.deepEqual([...told].sort(), [...(await runner.query(actor, (ctx) => reachable(ctx, ids)))].sort())
    assert.equal(connection.subscriptions.get('list:all')?.seq, 1)
  }
})

test('how the others are is asked for a few times however many look, and nobody is his own colleague', async () => {
  const { id } = await aConversation(runner, await aCustomer(db))
  const people = await Promise.all(Array.from({ length: 30 }, () => anAgent(db)))
  const there = people.slice(0, 2)
  for (const { staffId } of there) await runner.run(SYSTEM, (ctx) => setViewing(ctx, { conversationId: id, party: staffId, on: true }))
  const subscriptions = new Subscriptions()
  const open = people.map((actor) => ({ actor, ...aWindow(subscriptions, actor, { [`conversation:${id}`]: id }) }))
  const before = queries()
  const states = startStates({ runner: counted.runner, bus: counted.bus, log: pino({ level: 'silent' }), subscriptions })
  states.touch(id)
  await until('everybody to know', () => open.every(({ frames }) => frames.some((frame) => frame.t === 'state')))
  await states.stop()
  assert.ok(queries() - before < people.length, `${queries() - before} queries`)
  for (const { actor, frames } of open) {
    const told = frames.flatMap((frame) => (frame.t === 'state' ? [frame.state.colleagues.map((one) => one.id).sort()] : []))
    const others = there.map(({ staffId }) => staffId).filter((staffId) => staffId !== actor.staffId)
    assert.deepEqual(told, [others.sort()])
  }
})

test('words alone are no reason to ask how the others are; whatever else happens is', async () => {
  const ids = await Promise.all([1, 2].map(async () => (await aConversation(runner, await aCustomer(db))).id))
  const [said, taken] = ids as [ConversationId, ConversationId]
  const subscriptions = new Subscriptions()
  const { frames } = aWindow(subscriptions, await anAgent(db), { [`conversation:${said}`]: said, [`conversation:${taken}`]: taken })
  const states = startStates({ runner, bus: counted.bus, log: pino({ level: 'silent' }), subscriptions })
  const written = (streamId: string, type: string) => ({ streamId, kind: 'conversation', seq: 2, customerSeq: 2, type, actor: { kind: 'system' as const } })
  const rest = { data: {}, at: new Date(), body: null }
  counted.bus.show([
    { ...written(said, 'message.posted'), ...rest },
    { ...written(taken, 'message.posted'), ...rest },
    { ...written(taken, 'conversation.assigned'), ...rest },
  ])
  const told = (id: string): boolean => frames.some((frame) => frame.t === 'state' && frame.conversationId === id)
  counted.bus.publish({ kind: 'streams', ids: [said, taken] })
  await until('the state of the one that was taken', () => told(taken))
  assert.equal(told(said), false)
  // Said elsewhere, for all that this process knows: it may have been anything.
  counted.bus.publish({ kind: 'streams', ids: [said] })
  await until('the state of the other', () => told(said))
  await states.stop()
})
