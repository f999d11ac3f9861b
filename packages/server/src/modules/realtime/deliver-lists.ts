/** Lists carry ids of what changed; those who look read the rows again. */
import { ConversationId, type StaffId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { StaffActor } from '../../platform/actor.ts'
import type { QueryContext } from '../../platform/command.ts'
import { reachableByEach } from '../conversation/api.ts'
import type { Subscription } from './connection.ts'
import type { Subscriptions } from './subscriptions.ts'

type ListChange = { stream_id: string; seq: number; ids: string[]; places: Readonly<Record<string, readonly string[]>> | null }
type News = { subscription: Subscription; changes: readonly ListChange[]; ids: readonly ConversationId[] }
type Reached = ReadonlyMap<StaffId, ReadonlySet<string>>

/** Two queries a round, however many look. */
export async function deliverLists(ctx: QueryContext, subscriptions: Subscriptions, wanted: readonly { id: string; after: number }[]): Promise<void> {
  if (wanted.length === 0) return
  const { rows } = await sql<ListChange>`
    select e.stream_id, e.seq, array(select jsonb_array_elements_text(e.data->'conversationIds')) as ids, e.data->'places' as places
    from unnest(${wanted.map((want) => want.id)}::uuid[], ${wanted.map((want) => want.after)}::bigint[]) as w (id, after)
    join entry e on e.stream_id = w.id and e.seq > w.after order by e.stream_id, e.seq`.execute(ctx.db)
  const changes = Map.groupBy(rows, (row) => row.stream_id)
  const news = wanted.flatMap(({ id, after }) => subscriptions.live(id).flatMap((subscription) => newsFor(subscription, changes.get(id) ?? [], after)))
  const reached = await reachableByEach(ctx, askedAbout(news))
  for (const { subscription, changes: fresh, ids } of news) {
    subscription.seq = Math.max(subscription.seq, fresh.at(-1)?.seq ?? 0)
    const conversationIds = idsFor(subscription, { fresh, ids, reached })
    if (conversationIds.length > 0) subscription.connection.send({ t: 'changed', stream: subscription.stream, conversationIds })
  }
}

/** Who went live meanwhile with a cursor before where reading began is served by the next reading. */
function newsFor(subscription: Subscription, changes: readonly ListChange[], after: number): News[] {
  const fresh = subscription.seq < after ? [] : changes.filter((change) => change.seq > subscription.seq)
  const ids = [...new Set(fresh.flatMap((change) => change.ids))].map((id) => ConversationId.parse(id))
  return fresh.length === 0 ? [] : [{ subscription, changes: fresh, ids }]
}

const readerOfAll = ({ connection, stream }: Subscription): StaffActor | null =>
  stream === 'list:all' && connection.party?.kind === 'staff' ? connection.party.actor : null

function askedAbout(news: readonly News[]): { actor: StaffActor; ids: readonly ConversationId[] }[] {
  return news.flatMap(({ subscription, ids }) => {
    const actor = readerOfAll(subscription)
    return actor === null ? [] : [{ actor, ids }]
  })
}

/**
 * "All" means all in reach: of the whole desk's changes one is told those of conversations one reaches, and those that
 * were, until now, on one's own desk or in a queue of one's teams, so that they leave the list.
 */
function idsFor(subscription: Subscription, { fresh, ids, reached }: { fresh: readonly ListChange[]; ids: readonly ConversationId[]; reached: Reached }) {
  const actor = readerOfAll(subscription)
  if (actor === null) return [...ids]
  const own = new Set([`desk:${actor.staffId}`, ...actor.teamIds.map((teamId) => `queue:${teamId}`)])
  const wasHere = (id: string): boolean => fresh.some(({ places }) => places?.[id]?.some((place) => own.has(place)) === true)
  return ids.filter((id) => reached.get(actor.staffId)?.has(id) === true || wasHere(id))
}
