/**
 * Servers and database are killed at random moments while customers write, each time just as an acknowledgement comes
 * in. Every acknowledged message is there once and in order, and every client ends with what the database holds without
 * ever starting afresh.
 *
 * `KILL_SEED` repeats a run. Tried with the guard away: acknowledged before the commit, on a disk that takes 25 ms for
 * one, messages are acknowledged that are not there. (Without that wait the kill comes too late to catch it: the commit
 * is on its way when the answer is.)
 */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { aTeam } from '../../testing/builders.ts'
import { settle, until } from '../../testing/settle.ts'
import { walletToken } from '../callers.ts'
import { opening } from '../talk.ts'
import { aChatClient, type ChatClient } from './chat-client.ts'
import { aCluster, type Cluster } from './cluster.ts'

const CLIENTS = 20
const LEAST_IN_FLIGHT = 10
const ROUNDS = ['server', 'server', 'database', 'server', 'both', 'server', 'database', 'everything'] as const

/** Small and repeatable (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

type Talker = { client: ChatClient; conversationId: ConversationId; sub: string }

async function aTalker({ origins }: Cluster, name: number, random: () => number, heard: (origin: string) => void): Promise<Talker> {
  const sub = `w-${randomUUID()}`
  const authorization = `Bearer ${await walletToken({ sub })}`
  const response = await fetch(`${origins[0]}/api/customer/conversations`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(opening()),
  })
  const conversationId = ((await response.json()) as { conversation: { id: ConversationId } }).conversation.id // as the contract says
  return {
    sub,
    conversationId,
    client: aChatClient({ origins, conversationId, random, heard, token: () => walletToken({ sub }), textOf: (number) => `${name}:${number}` }),
  }
}

type Blow = (typeof ROUNDS)[number]

/** Strike, at once; answer when everything is back. `origin` is the server that has just acknowledged something. */
function strike(cluster: Cluster, what: Blow, origin: string, random: () => number): Promise<unknown> {
  const up = cluster.origins.map((_, index) => index).filter((index) => cluster.isUp(index))
  const servers = what === 'database' ? [] : what === 'everything' ? up : up.filter((index) => cluster.origins[index] === origin)
  const blows = servers.map((index) => cluster.killServer(index, random() * 300))
  return Promise.all(what === 'server' ? blows : [...blows, cluster.killDatabase()])
}

test('whatever is killed whenever: every acknowledged message is there once, in order, and every client converges', { timeout: 240_000 }, async (t) => {
  const seed = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000)
  t.diagnostic(`KILL_SEED=${seed}`)
  const random = seeded(seed)
  const cluster = await aCluster()
  const talkers: Talker[] = []
  let heard: (origin: string) => void = () => {}
  const sum = (of: (client: ChatClient) => number): number => talkers.reduce((total, { client }) => total + of(client), 0)
  try {
    await aTeam(cluster.database.db) // nobody is there: after the bot everybody waits in line
    for (let index = 0; index < CLIENTS; index += 1) talkers.push(await aTalker(cluster, index, random, (origin) => heard(origin)))
    const comebacks: Promise<unknown>[] = []
    for (const what of ROUNDS) {
      const more = sum((client) => client.acknowledged.length) + 40 + Math.floor(random() * 160)
      // Right when an acknowledgement arrives: were it given too early, this is when it would be found out.
      const struck = new Promise<void>((resolve) => {
        heard = (origin) => {
          if (sum((client) => client.acknowledged.length) < more || sum((client) => client.inFlight()) < LEAST_IN_FLIGHT) return
          heard = () => {}
          comebacks.push(strike(cluster, what, origin, random))
          resolve()
        }
      })
      await struck
    }
    await Promise.all(comebacks)
    for (const { client } of talkers) client.finish()
    await until('every outbox to be empty', () => talkers.every(({ client }) => client.isDone()), { withinMs: 30_000 })
    await settle(cluster.database.db, { withinMs: 60_000 })
    let acknowledged = 0
    for (const talker of talkers) acknowledged += await check(cluster, talker)
    t.diagnostic(`${acknowledged} messages acknowledged, ${sum((client) => client.returns())} reconnects`)
    assert.ok(acknowledged > CLIENTS * 10, `only ${acknowledged} messages were sent`)
  } finally {
    for (const { client } of talkers) client.close()
    await cluster.stop()
  }
})

type Row = { type: string; seq: number; customer_seq: number | null; client_id: string | null; sender: string | null; body: string | null }

/** @returns how many messages were acknowledged */
async function check({ database }: Cluster, { client, conversationId }: Talker): Promise<number> {
  const { rows } = await sql<Row>`
    select e.type, e.seq, e.customer_seq, e.client_id, e.sender, c.body from entry e left join entry_content c on c.stream_id = e.stream_id and c.seq = e.seq
    where e.stream_id = ${conversationId} order by e.seq`.execute(database.db)
  assert.deepEqual(
    rows.map((row) => row.seq),
    rows.map((_, index) => index + 1),
    'the stream has a gap',
  )
  const own = rows.filter((row) => row.sender === 'customer')
  assert.equal(new Set(own.map((row) => row.body)).size, own.length, 'a message is there twice')
  assert.deepEqual(
    own.map((row) => row.body),
    client.acknowledged.map((one) => one.text),
    'acknowledged, and there, in the order sent',
  )
  const seqs = new Map(own.map((row) => [row.client_id, row.customer_seq]))
  for (const { clientId, seq } of client.acknowledged) assert.equal(seqs.get(clientId), seq, 'acknowledged under another number')

  const shown = rows.filter((row) => row.customer_seq !== null)
  await until(`a client to converge: has ${client.entries.length} of ${shown.length}`, () => client.entries.length === shown.length)
  assert.deepEqual(client.faults, [])
  assert.deepEqual(
    client.entries.map((entry) => entry.seq),
    shown.map((row) => row.customer_seq),
  )
  assert.deepEqual(
    client.entries.map((entry) => (entry.view.kind === 'message' ? entry.view.content.text : null)),
    shown.map((row) => (row.type === 'message.posted' ? row.body : null)),
  )
  return client.acknowledged.length
}
