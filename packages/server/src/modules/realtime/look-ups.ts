/** What everybody who subscribes needs to know, asked for all who come at once: after a restart they all come at once. */
import type { StaffEntry } from '@yingda/protocol/entries/views.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { QueryContext, Runner } from '../../platform/command.ts'
import { gathered, type Gathered } from '../../platform/gathered.ts'
import { Refused } from '../../platform/refused.ts'
import { reachableByEach, reachedByCustomers, readTimelines, streamStarts } from '../conversation/api.ts'
import type { Party } from './connection.ts'

/** A cursor in both numberings. */
export type Start = { seq: number; customerSeq: number }
export type Page = { entries: readonly StaffEntry[]; isLast: boolean }

export type LookUps = {
  /** The cursor in both numberings, or null when it lies beyond the stream. @throws Refused `conversation.not_found` */
  start(asked: Arriving): Promise<Start | null>
  /** A page of the stream after `after`; reach was judged by `start`. */
  page(asked: { conversationId: ConversationId; after: number }): Promise<Page>
  /** The newest number of a stream. */
  newest(streamId: string): Promise<number>
}

type Arriving = { party: Party; conversationId: ConversationId; after: number }

const SYSTEM = { kind: 'system' } as const
const PAGE = 200
/** Of long streams these are entries enough to hold in memory at once. */
const PAGES_AT_ONCE = 100

/** @param hot reads by key; staff are judged by joins, which it is not for */
export function lookUps({ runner, hot }: { runner: Runner; hot: Runner }): LookUps {
  const ofCustomers = { work: 'running' } as const
  const ofStaff = { work: 'answer' } as const
  const customerStart = gathered((asked: readonly Arriving[]) => hot.query(SYSTEM, (ctx) => startEach(ctx, asked, customersReach)), ofCustomers)
  const staffStart = gathered((asked: readonly Arriving[]) => runner.query(SYSTEM, (ctx) => startEach(ctx, asked, staffReach)), ofStaff)
  return {
    start: (asked) => (asked.party.kind === 'customer' ? customerStart(asked) : staffStart(asked)),
    page: gathered((asked) => hot.query(SYSTEM, (ctx) => readPages(ctx, asked)), { ...ofCustomers, most: PAGES_AT_ONCE }),
    newest: gathered((asked) => hot.query(SYSTEM, (ctx) => newestOfEach(ctx, asked)), ofCustomers),
  }
}

type Reach = (ctx: QueryContext, asked: readonly Arriving[]) => Promise<boolean[]>

const customersReach: Reach = (ctx, asked) =>
  reachedByCustomers(
    ctx,
    asked.flatMap(({ party, conversationId: id }) => (party.kind === 'customer' ? [{ customerId: party.actor.customerId, id }] : [])),
  )

const staffReach: Reach = async (ctx, asked) => {
  const each = asked.flatMap(({ party, conversationId }) => (party.kind === 'staff' ? [{ actor: party.actor, ids: [conversationId] }] : []))
  const reached = await reachableByEach(ctx, each)
  return each.map(({ actor, ids }) => ids.every((id) => reached.get(actor.staffId)?.has(id) === true))
}

async function startEach(ctx: QueryContext, asked: readonly Arriving[], reach: Reach): Promise<Gathered<Start | null>[]> {
  const reached = await reach(ctx, asked)
  const cursors = asked.map(({ party, conversationId, after }) => ({ streamId: conversationId, customerAfter: party.kind === 'customer' ? after : 0 }))
  const starts = await streamStarts(ctx, cursors)
  return asked.map(({ party, after }, index) => {
    const start = starts[index]
    if (reached[index] !== true || start === undefined) return { error: new Refused('conversation.not_found') }
    if (party.kind === 'staff') return { ok: after > start.seq ? null : { seq: after, customerSeq: 0 } }
    return { ok: after > start.customerSeq ? null : { seq: start.seqAtCursor, customerSeq: after } }
  })
}

/** Who asks about the same stream is served from one reading, after the lowest cursor: then a page may hold nothing new for one further on. */
async function readPages(ctx: QueryContext, asked: readonly { conversationId: ConversationId; after: number }[]): Promise<Gathered<Page>[]> {
  const lowest = new Map<ConversationId, number>()
  for (const { conversationId, after } of asked) lowest.set(conversationId, Math.min(after, lowest.get(conversationId) ?? after))
  const wanted = [...lowest].map(([conversationId, after]) => ({ conversationId, after }))
  const pages = await readTimelines(ctx, wanted, PAGE)
  return asked.map(({ conversationId, after }) => {
    const page = pages.get(conversationId) ?? []
    return { ok: { entries: page.filter(({ seq }) => seq > after), isLast: page.length < PAGE } }
  })
}

async function newestOfEach(ctx: QueryContext, streamIds: readonly string[]): Promise<Gathered<number>[]> {
  const starts = await streamStarts(
    ctx,
    streamIds.map((streamId) => ({ streamId, customerAfter: 0 })),
  )
  return starts.map(({ seq }) => ({ ok: seq }))
}
