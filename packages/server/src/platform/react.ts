/**
 * Reactions answer entries. Each group has its own cursor on every stream; due streams are claimed by a short update,
 * so that any number of nodes share the work, and a node that dies in the middle loses its claim after a lease.
 * A handler may run twice for the same entries and must bear it.
 */
import { sql, type RawBuilder } from 'kysely'
import type { Logger } from 'pino'
import type { Actor as EntryActor } from '@yingda/protocol/entries/actor.ts'
import type { Bus } from './bus.ts'
import { isConnectionLost } from './db/connection-lost.ts'
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

type Deps = { db: Db; bus: Bus; log: Logger }

/** Work off due streams until stopped. Each group works for itself: a slow one holds up no other. `stop` waits for what is in hand. */
export function startReactions({ reactions, ...deps }: Deps & { reactions: readonly Reaction[] }): { stop(): Promise<void> } {
  const working = reactions.map((reaction) => startGroup(deps, reaction))
  return {
    async stop() {
      await Promise.all(working.map((group) => group.stop()))
    },
  }
}

/** How many streams of a group are in hand at once; one portion where they are handled together. */
const IN_HAND = 16

function startGroup({ db, bus, log }: Deps, reaction: Reaction): { stop(): Promise<void> } {
  const inHand = new Set<Promise<void>>()
  const most = reaction.together === true ? 1 : IN_HAND
  let stopped = false
  let hinted = false
  let wake = (): void => {}
  const unsubscribe = bus.subscribe((hint) => {
    if (hint.kind !== 'reactions' || !hint.groups.includes(reaction.group)) return
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

  const take = (due: readonly Due[]): void => {
    const work = handlePortion(db, log, reaction, due).finally(() => inHand.delete(work))
    inHand.add(work)
  }

  const work = async (): Promise<void> => {
    while (!stopped) {
      if (inHand.size >= most) {
        await Promise.race(inHand)
        continue
      }
      hinted = false
      const limit = reaction.together === true ? CLAIM_LIMIT : most - inHand.size
      const found = await claim(db, reaction.group, limit).catch((error: unknown) => {
        log.warn({ err: error, group: reaction.group }, 'due streams could not be claimed')
        return []
      })
      if (reaction.together === true && found.length > 0) take(found)
      else for (const due of found) take([due])
      if (found.length < limit && !stopped) await rest()
    }
    await Promise.all(inHand)
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

async function claim(db: Db, group: string, limit: number): Promise<Due[]> {
  const { rows } = await sql<Due>`
    update reaction_due r set claimed_until = now() + interval '30 seconds'
    from (
      select reaction_group, stream_id from reaction_due
      where reaction_group = ${group} and due_seq > handled_seq
        and (claimed_until is null or claimed_until < now())
      order by due_at limit ${limit} for update skip locked) d
    where r.reaction_group = d.reaction_group and r.stream_id = d.stream_id
    returning r.reaction_group, r.stream_id, r.handled_seq, r.due_seq`.execute(db)
  return rows
}

async function handlePortion(db: Db, log: Logger, reaction: Reaction, due: readonly Due[]): Promise<void> {
  try {
    const entries = await entriesOf(db, due, reaction.on)
    if (entries.length > 0) await reaction.handle(entries)
    await change(
      db,
      reaction.group,
      due,
      sql`handled_seq = greatest(r.handled_seq, d.due_seq), claimed_until = null, attempts = 0, last_error = null, due_at = now()`,
    )
  } catch (error) {
    // One stream that fails must not put off all it was taken with: each by itself shows which it is.
    if (due.length > 1 && !isConnectionLost(error)) {
      for (const one of due) await handlePortion(db, log, reaction, [one])
      return
    }
    log.error({ err: error, group: reaction.group, streams: due.map((one) => one.stream_id).slice(0, 5) }, 'a reaction failed and will be tried again')
    await putOff(db, reaction.group, due, error).catch((second: unknown) =>
      log.error({ err: second }, 'a failed reaction could not be put off; its claim lapses'),
    )
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

const putOff = (db: Db, group: string, due: readonly Due[], error: unknown): Promise<void> =>
  change(
    db,
    group,
    due,
    sql`attempts = r.attempts + 1, last_error = ${String(error).slice(0, 500)},
    claimed_until = now() + make_interval(secs => least(${MAX_BACKOFF_SECONDS}, power(2, least(r.attempts, 10))))`,
  )

/**
 * Change these rows `r` (`d` = what was claimed). Commands write the same rows, a few streams at a time and in any order:
 * so what is free is changed at once, and for the rest it is waited with no other row in hand. Whoever holds nothing is
 * in nobody's way.
 */
async function change(db: Db, group: string, due: readonly Due[], to: RawBuilder<unknown>): Promise<void> {
  const changed = new Set(await changeRows(db, group, due, to, sql`skip locked`))
  for (const one of due) if (!changed.has(one.stream_id)) await changeRows(db, group, [one], to, sql``)
}

async function changeRows(db: Db, group: string, due: readonly Due[], to: RawBuilder<unknown>, locking: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await sql<{ stream_id: string }>`
    with locked as (
      select stream_id from reaction_due where reaction_group = ${group} and stream_id = any(${due.map((one) => one.stream_id)}::uuid[])
      for no key update ${locking})
    update reaction_due r set ${to}
    from locked join unnest(${due.map((one) => one.stream_id)}::uuid[], ${due.map((one) => one.due_seq)}::bigint[]) as d (stream_id, due_seq) using (stream_id)
    where r.reaction_group = ${group} and r.stream_id = locked.stream_id
    returning r.stream_id`.execute(db)
  return rows.map((row) => row.stream_id)
}
