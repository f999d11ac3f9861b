/**
 * What is new on the streams somebody looks at. What this process wrote is shown as it was written; hints say at once
 * where else to look; every 250 ms the newest numbers are
 * compared besides, so a lost hint delays and never loses. Each stream is read once for all who look at it, after the
 * lowest cursor among them, and each is sent what lies beyond its own: no gap, no doubling.
 */
import { toCustomer } from '@yingda/domain/conversation/to-customer.ts'
import type { StaffEntry } from '@yingda/protocol/entries/views.ts'
import { ConversationId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { Bus } from '../../platform/bus.ts'
import type { QueryContext, Runner } from '../../platform/command.ts'
import { repeatEvery } from '../../platform/repeat.ts'
import type { Written } from '../../platform/written.ts'
import { asRead, readTimelines } from '../conversation/api.ts'
import type { Subscription } from './connection.ts'
import { deliverLists } from './deliver-lists.ts'
import type { Subscriptions } from './subscriptions.ts'

const PAGE = 200
const FLOOR_MS = 250
/** So many streams are looked at in one round; where more are shown each comes up in one of the next. */
const MOST_A_LOOK = 2000

export type Feed = {
  stop(): Promise<void>
  /** Look at this stream now. */
  touch(streamId: string): void
}

type Deps = {
  /** Lists are judged for each who looks: joins of many with many. */
  runner: Runner
  /** Streams are read by key. */
  hot: Runner
  bus: Bus
  log: Logger
  subscriptions: Subscriptions
}

export function startFeed({ runner, hot, bus, log, subscriptions }: Deps): Feed {
  const dirty = new Set<string>()
  /** Shown just now to all who look: the hint that follows says nothing new. */
  const shown = new Set<string>()
  let stopped = false
  let pumping: Promise<void> | null = null

  const touch = (streamId: string): void => {
    const looking = subscriptions.byStream.get(streamId)
    if (looking === undefined) return
    for (const one of looking) one.hasNews ||= !one.live
    dirty.add(streamId)
    pumping ??= pump().finally(() => (pumping = null))
  }

  const pump = async (): Promise<void> => {
    await Promise.resolve() // let what else was committed together arrive
    while (dirty.size > 0 && !stopped) {
      const ids = [...dirty]
      dirty.clear()
      try {
        const more = await hot.query({ kind: 'system' }, (ctx) => deliverEntries(ctx, subscriptions, wantedOf(subscriptions, ids, 'conversation')))
        await runner.query({ kind: 'system' }, (ctx) => deliverLists(ctx, subscriptions, wantedOf(subscriptions, ids, 'list')))
        for (const id of more) dirty.add(id)
      } catch (error) {
        log.warn({ err: error }, 'streams could not be read; looking again at the next round')
        return
      }
    }
  }

  const shownInTurn = inTurn(() => subscriptions.byStream.keys())

  const look = async (): Promise<void> => {
    const ids = shownInTurn(MOST_A_LOOK)
    const behind = await hot.query({ kind: 'system' }, (ctx) => streamsWithNews(ctx, subscriptions, ids))
    for (const id of behind) touch(id)
  }

  const unsubscribe = [
    bus.onShown((written) => {
      try {
        showWritten(subscriptions, written, shown)
      } catch (error) {
        // It is committed: whoever wrote it must not learn of this. What was not shown is read.
        log.error({ err: error }, 'what was written could not be shown as it is')
        shown.clear()
      }
    }),
    bus.subscribe((hint) => {
      if (hint.kind !== 'streams') return
      for (const id of hint.ids) if (!shown.has(id)) touch(id)
      shown.clear()
    }),
  ]
  const stopLooking = repeatEvery(FLOOR_MS, look, (error) => log.warn({ err: error }, 'could not look for news'))
  return {
    touch,
    async stop() {
      stopped = true
      for (const stopListening of unsubscribe) stopListening()
      await stopLooking()
      await pumping
    },
  }
}

const lowest = (looking: readonly Subscription[]): number => Math.min(...looking.map((subscription) => subscription.seq))

/** Goes through all there are, from where it stopped the last time; what comes meanwhile has its turn at the next beginning. */
function inTurn(all: () => Iterable<string>): (most: number) => string[] {
  let rest: string[] = []
  return (most) => {
    if (rest.length === 0) rest = [...all()]
    return rest.splice(-most)
  }
}

async function streamsWithNews(ctx: QueryContext, subscriptions: Subscriptions, ids: readonly string[]): Promise<string[]> {
  const known = ids.flatMap((id) => {
    const looking = subscriptions.live(id)
    return looking.length === 0 ? [] : [{ id, seq: lowest(looking) }]
  })
  if (known.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select s.id from unnest(${known.map((one) => one.id)}::uuid[], ${known.map((one) => one.seq)}::bigint[]) as k (id, seq)
    join stream s on s.id = k.id where s.last_seq > k.seq`.execute(ctx.db)
  return rows.map((row) => row.id)
}

type Wanted = { id: string; after: number }

/** Of these streams the ones of this kind that somebody looks at, each from the lowest cursor on it. */
function wantedOf(subscriptions: Subscriptions, ids: readonly string[], kind: Subscription['kind']): Wanted[] {
  return ids.flatMap((id) => {
    const looking = subscriptions.live(id)
    return looking[0]?.kind === kind ? [{ id, after: lowest(looking) }] : []
  })
}

/** What this process has written itself goes out as it is, to those who hold all that stands before it. Others are served by reading. */
function showWritten(subscriptions: Subscriptions, written: readonly Written[], shown: Set<string>): void {
  for (const [id, own] of Map.groupBy(written, ({ streamId }) => streamId)) {
    const looking = subscriptions.byStream.has(id) && own[0]?.kind === 'conversation' ? subscriptions.live(id) : []
    const entries = looking.length === 0 ? [] : own.map(asRead)
    if (entries.length === 0 || !entries.every((entry) => entry !== null)) continue
    const [after, last] = [(own[0]?.seq ?? 0) - 1, own.at(-1)?.seq ?? 0]
    pushEntries(
      looking.filter(({ seq }) => seq === after),
      entries,
      after,
    )
    const isBehind = ({ seq, live }: Subscription): boolean => seq < last || !live
    if (!subscriptions.some(id, isBehind)) shown.add(id)
  }
}

/** @returns streams of which more is to be read */
async function deliverEntries(ctx: QueryContext, subscriptions: Subscriptions, wanted: readonly Wanted[]): Promise<string[]> {
  if (wanted.length === 0) return []
  const conversations = wanted.map(({ id, after }) => ({ conversationId: ConversationId.parse(id), after }))
  const after = new Map<string, number>(wanted.map((want) => [want.id, want.after]))
  const more: string[] = []
  for (const [id, entries] of await readTimelines(ctx, conversations, PAGE)) {
    pushEntries(subscriptions.live(id), entries, after.get(id) ?? 0)
    if (entries.length === PAGE) more.push(id)
  }
  return more
}

/**
 * Send each what lies beyond its cursor; a frame is made once for all at the same place. `after` is where reading began:
 * who went live meanwhile with a cursor before it would miss what lies between, and is served by the next reading.
 */
export function pushEntries(looking: readonly Subscription[], entries: readonly StaffEntry[], after: number): void {
  const last = entries.at(-1)
  if (last === undefined) return
  const frames = new Map<string, string>()
  for (const subscription of looking) {
    if (subscription.seq < after || subscription.seq >= last.seq) continue
    const forCustomer = subscription.connection.party?.kind === 'customer'
    const key = `${forCustomer}/${subscription.seq}`
    const text = frames.get(key) ?? frameOf(subscription, entries, forCustomer)
    frames.set(key, text)
    if (text !== '') subscription.connection.sendText(text)
    subscription.seq = last.seq
    subscription.customerSeq = Math.max(subscription.customerSeq, ...entries.map((entry) => entry.customerSeq ?? 0))
  }
}

function frameOf({ stream, seq }: Subscription, entries: readonly StaffEntry[], forCustomer: boolean): string {
  const fresh = entries.filter((entry) => entry.seq > seq)
  const shown = forCustomer ? fresh.map(toCustomer).filter((entry) => entry !== null) : fresh
  return shown.length === 0 ? '' : JSON.stringify({ t: 'entries', stream, entries: shown })
}
