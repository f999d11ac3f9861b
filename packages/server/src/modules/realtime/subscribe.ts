import { ConversationId } from '@yingda/protocol/ids.ts'
import { toCustomer } from '@yingda/domain/conversation/to-customer.ts'
import { sql } from 'kysely'
import type { QueryContext, Runner } from '../../platform/command.ts'
import { Refused } from '../../platform/refused.ts'
import { accessConversation, listStreamId, newestOf, readTimeline } from '../conversation/api.ts'
import type { Connection, Party, Subscription } from './connection.ts'
import type { Feed } from './feed.ts'
import type { Subscriptions } from './subscriptions.ts'

const PAGE = 200

type Deps = { runner: Runner; subscriptions: Subscriptions; feed: Feed }

/**
 * Subscribe from the client's own cursor: back-fill page by page, then go live. A cursor from the future (restored
 * database, other deployment) is answered with `reset`: the client starts afresh.
 *
 * @throws Refused `conversation.not_found` | `permission.denied`
 */
export async function subscribe({ runner, subscriptions, feed }: Deps, connection: Connection, party: Party, stream: string, after: number): Promise<void> {
  const [kind, id] = stream.split(':')
  if (kind !== 'conversation') {
    await runner.query(party.actor, (ctx) => subscribeToList(ctx, subscriptions, connection, party, stream))
    return
  }
  const conversationId = ConversationId.parse(id)
  const start = await runner.query(party.actor, async (ctx) => {
    await accessConversation(ctx, conversationId)
    return startAt(ctx, conversationId, party, after)
  })
  if (start === null) {
    connection.send({ t: 'reset', stream })
    return
  }
  const subscription: Subscription = { connection, stream, streamId: conversationId, kind: 'conversation', ...start, live: false }
  subscriptions.add(subscription)
  await backfill(runner, subscription, conversationId)
  if (connection.subscriptions.get(stream) !== subscription) return
  subscription.live = true
  connection.send({ t: 'live', stream, seq: party.kind === 'customer' ? subscription.customerSeq : subscription.seq })
  // What was committed between the last page and going live is read again from this cursor.
  feed.touch(conversationId)
}

/** The cursor in both numberings, or null when it lies beyond the stream. */
async function startAt(ctx: QueryContext, id: ConversationId, party: Party, after: number): Promise<{ seq: number; customerSeq: number } | null> {
  const newest = await newestOf(ctx, id)
  if (party.kind === 'staff') return after > newest.seq ? null : { seq: after, customerSeq: 0 }
  if (after > newest.customerSeq) return null
  if (after === 0) return { seq: 0, customerSeq: 0 }
  const { rows } = await sql<{ seq: number }>`select seq from entry where stream_id = ${id} and customer_seq = ${after}`.execute(ctx.db)
  return { seq: rows[0]?.seq ?? 0, customerSeq: after }
}

async function backfill(runner: Runner, subscription: Subscription, id: ConversationId): Promise<void> {
  const { connection, stream } = subscription
  const forCustomer = connection.party?.kind === 'customer'
  for (;;) {
    const entries = await runner.query({ kind: 'system' }, (ctx) => readTimeline(ctx, id, { after: subscription.seq, limit: PAGE }))
    const last = entries.at(-1)
    if (last === undefined || connection.subscriptions.get(stream) !== subscription) return
    const shown = forCustomer ? entries.map(toCustomer).filter((entry) => entry !== null) : entries
    for (const frame of framesOf(stream, shown)) {
      connection.sendText(frame)
      await drained(connection)
    }
    subscription.seq = last.seq
    subscription.customerSeq = Math.max(subscription.customerSeq, ...entries.map((entry) => entry.customerSeq ?? 0))
    if (entries.length < PAGE) return
  }
}

/** What a frame holds at most, unless one entry alone is longer: far less than what counts as a stuck reader. */
const MAX_FRAME_CHARS = 64 * 1024

function* framesOf(stream: string, entries: readonly unknown[]): Generator<string> {
  let waiting: string[] = []
  let chars = 0
  const head = `{"t":"entries","stream":${JSON.stringify(stream)},"entries":[`
  for (const text of entries.map((entry) => JSON.stringify(entry))) {
    if (waiting.length > 0 && chars + text.length > MAX_FRAME_CHARS) {
      yield `${head}${waiting.join(',')}]}`
      waiting = []
      chars = 0
    }
    waiting.push(text)
    chars += text.length
  }
  if (waiting.length > 0) yield `${head}${waiting.join(',')}]}`
}

/** Do not read faster than the other end takes it. */
async function drained(connection: Connection): Promise<void> {
  while (connection.socket.readyState === connection.socket.OPEN && connection.socket.bufferedAmount > 256 * 1024) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function subscribeToList(ctx: QueryContext, subscriptions: Subscriptions, connection: Connection, party: Party, stream: string): Promise<void> {
  const streamId = listStreamId(listNameFor(party, stream))
  const newest = await newestOf(ctx, ConversationId.parse(streamId))
  subscriptions.add({ connection, stream, streamId, kind: 'list', seq: newest.seq, customerSeq: 0, live: true })
  connection.send({ t: 'live', stream, seq: newest.seq })
}

/** Which list this party may look at under this name. @throws Refused `permission.denied` */
function listNameFor(party: Party, stream: string): string {
  if (party.kind === 'customer') {
    if (stream === 'mine') return `mine:${party.actor.customerId}`
    throw new Refused('permission.denied')
  }
  const { staffId, teamIds, role } = party.actor
  const own = stream === `desk:${staffId}` || stream === 'list:all'
  const team = stream.startsWith('queue:') && (role === 'admin' || teamIds.some((id) => stream === `queue:${id}`))
  if (!own && !team) throw new Refused('permission.denied')
  return stream
}
