/**
 * Reactions answer entries. Each group has its own cursor on every stream; due streams are claimed by a short update,
 * so that any number of nodes share the work, and a node that dies in the middle loses its claim after a lease.
 * A handler may run twice for the same entries and must bear it.
 */
import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { Actor as EntryActor } from '@yingda/protocol/entries/actor.ts'
import type { Bus } from './bus.ts'
import type { Db } from './db/open.ts'

export type RecordedEntry = {
  streamId: string
  seq: number
  customerSeq: number | null
  customerId: string | null
  type: string
  actor: EntryActor
  at: Date
  data: unknown
}

export type Reaction = {
  group: string
  on: readonly string[]
  /** Entries of one stream in order, only of the types in `on`; with `together`, of all streams that are due now. */
  handle(entries: readonly RecordedEntry[]): Promise<void>
  together?: true
}

type Due = { reaction_group: string; stream_id: string; handled_seq: number; due_seq: number }

const CLAIM_LIMIT = 64
const POLL_MS = 250
const MAX_BACKOFF_SECONDS = 300

/** Entry type → the groups that react to it. */
export function groupsByType(reactions: readonly Reaction[]): (entryType: string) => readonly string[] {
  const groups = new Map<string, string[]>()
  for (const reaction of reactions) for (const type of reaction.on) groups.set(type, [...(groups.get(type) ?? []), reaction.group])
  return (entryType) => groups.get(entryType) ?? []
}

/** Work off due streams until stopped. `stop` waits for what is in hand. */
export function startReactions({ db, bus, log, reactions }: { db: Db; bus: Bus; log: Logger; reactions: readonly Reaction[] }): { stop(): Promise<void> } {
  const byGroup = new Map(reactions.map((reaction) => [reaction.group, reaction]))
  const groups = [...byGroup.keys()]
  let stopped = false
  let wake = (): void => {}
  let hinted = false
  const unsubscribe = bus.subscribe((hint) => {
    if (hint.kind !== 'reactions') return
    hinted = true
    wake()
  })

  const rest = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, hinted ? 0 : POLL_MS)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const work = async (): Promise<void> => {
    while (!stopped) {
      hinted = false
      const found = await claim(db, groups).catch((error: unknown) => {
        log.warn({ err: error }, 'due streams could not be claimed')
        return []
      })
      await Promise.all(portions(found, byGroup).map((portion) => handlePortion(db, log, portion)))
      if (found.length < CLAIM_LIMIT && !stopped) await rest()
    }
  }
  const working = work()

  return {
    async stop() {
      stopped = true
      unsubscribe()
      wake()
      await working
    },
  }
}

async function claim(db: Db, groups: readonly string[]): Promise<Due[]> {
  const { rows } = await sql<Due>`
    update reaction_due r set claimed_until = now() + interval '30 seconds'
    from (
      select reaction_group, stream_id from reaction_due
      where reaction_group = any(${groups}::text[]) and due_seq > handled_seq
        and (claimed_until is null or claimed_until < now())
      order by due_at limit ${CLAIM_LIMIT} for update skip locked) d
    where r.reaction_group = d.reaction_group and r.stream_id = d.stream_id
    returning r.reaction_group, r.stream_id, r.handled_seq, r.due_seq`.execute(db)
  return rows
}

type Portion = { reaction: Reaction; due: Due[] }

/** One portion a stream, or one for all streams of a group that is handled together. */
function portions(found: readonly Due[], byGroup: ReadonlyMap<string, Reaction>): Portion[] {
  const all: Portion[] = []
  for (const [group, reaction] of byGroup) {
    const due = found.filter((one) => one.reaction_group === group)
    if (due.length > 0) all.push(...(reaction.together === true ? [{ reaction, due }] : due.map((one) => ({ reaction, due: [one] }))))
  }
  return all
}

async function handlePortion(db: Db, log: Logger, { reaction, due }: Portion): Promise<void> {
  try {
    const entries = await entriesOf(db, due, reaction.on)
    if (entries.length > 0) await reaction.handle(entries)
    await sql`
      update reaction_due r set handled_seq = greatest(r.handled_seq, d.due_seq), claimed_until = null, attempts = 0, last_error = null, due_at = now()
      from unnest(${due.map((one) => one.stream_id)}::uuid[], ${due.map((one) => one.due_seq)}::bigint[]) as d (stream_id, due_seq)
      where r.reaction_group = ${reaction.group} and r.stream_id = d.stream_id`.execute(db)
  } catch (error) {
    log.error({ err: error, group: reaction.group, streams: due.map((one) => one.stream_id).slice(0, 5) }, 'a reaction failed and will be tried again')
    await putOff(db, reaction.group, due, error).catch((second: unknown) => log.error({ err: second }, 'a failed reaction could not be put off; its claim lapses'))
  }
}

async function entriesOf(db: Db, due: readonly Due[], types: readonly string[]): Promise<RecordedEntry[]> {
  const { rows } = await sql<RecordedEntry>`
    select e.stream_id as "streamId", e.seq, e.customer_seq as "customerSeq", e.customer_id as "customerId", e.type, e.actor, e.at, e.data
    from unnest(${due.map((one) => one.stream_id)}::uuid[], ${due.map((one) => one.handled_seq)}::bigint[], ${due.map((one) => one.due_seq)}::bigint[])
      as d (stream_id, handled_seq, due_seq)
    join entry e on e.stream_id = d.stream_id and e.seq > d.handled_seq and e.seq <= d.due_seq
    where e.type = any(${types}::text[]) order by e.stream_id, e.seq`.execute(db)
  return rows
}

async function putOff(db: Db, group: string, due: readonly Due[], error: unknown): Promise<void> {
  await sql`
    update reaction_due set attempts = attempts + 1, last_error = ${String(error).slice(0, 500)},
      claimed_until = now() + make_interval(secs => least(${MAX_BACKOFF_SECONDS}, power(2, attempts)))
    where reaction_group = ${group} and stream_id = any(${due.map((one) => one.stream_id)}::uuid[])`.execute(db)
}
