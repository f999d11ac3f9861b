import { ConversationId } from '@yingda/protocol/ids.ts'
import { toCustomer } from '@yingda/domain/conversation/to-customer.ts'
import { Refused } from '../../platform/refused.ts'
import { listStreamId } from '../conversation/api.ts'
import type { Connection, Party, Subscription } from './connection.ts'
import type { Feed } from './feed.ts'
import type { LookUps } from './look-ups.ts'
import type { Subscriptions } from './subscriptions.ts'

type Deps = { lookUps: LookUps; subscriptions: Subscriptions; feed: Feed }

/**
 * Subscribe from the client's own cursor: back-fill page by page, then go live. A cursor from the future (restored
 * database, other deployment) is answered with `reset`: the client starts afresh.
 *
 * @throws Refused `conversation.not_found` | `permission.denied`
 */
export async function subscribe(deps: Deps, connection: Connection, party: Party, stream: string, after: number): Promise<void> {
  const { lookUps, subscriptions, feed } = deps
  const [kind, id] = stream.split(':')
  if (kind !== 'conversation') return subscribeToList(deps, connection, party, stream)
  const conversationId = ConversationId.parse(id)
  const start = await lookUps.start({ party, conversationId, after })
  if (start === null) {
    connection.send({ t: 'reset', stream })
    return
  }
  const subscription: Subscription = { connection, stream, streamId: conversationId, kind: 'conversation', ...start, live: false, hasNews: false }
  subscriptions.add(subscription)
  await backfill(lookUps, subscription, conversationId)
  if (connection.subscriptions.get(stream) !== subscription) return
  subscription.live = true
  connection.send({ t: 'live', stream, seq: party.kind === 'customer' ? subscription.customerSeq : subscription.seq })
  // What was committed between the last page and going live is read again from this cursor.
  if (subscription.hasNews) feed.touch(conversationId)
}

async function backfill(lookUps: LookUps, subscription: Subscription, conversationId: ConversationId): Promise<void> {
  const { connection, stream } = subscription
  const forCustomer = connection.party?.kind === 'customer'
  for (;;) {
    const { entries, isLast } = await lookUps.page({ conversationId, after: subscription.seq })
    if (connection.subscriptions.get(stream) !== subscription) return
    const shown = forCustomer ? entries.map(toCustomer).filter((entry) => entry !== null) : entries
    for (const frame of framesOf(stream, shown)) {
      connection.sendText(frame)
      await drained(connection)
    }
    subscription.seq = entries.at(-1)?.seq ?? subscription.seq
    subscription.customerSeq = Math.max(subscription.customerSeq, ...entries.map((entry) => entry.customerSeq ?? 0))
    if (isLast) return
  }
}

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

async function subscribeToList({ lookUps, subscriptions }: Deps, connection: Connection, party: Party, stream: string): Promise<void> {
  const streamId = listStreamId(listNameFor(party, stream))
  const seq = await lookUps.newest(streamId)
  subscriptions.add({ connection, stream, streamId, kind: 'list', seq, customerSeq: 0, live: true, hasNews: false })
  connection.send({ t: 'live', stream, seq })
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
