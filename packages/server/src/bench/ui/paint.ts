/** How long words take from their commit until the agent's page has painted them. */
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import { BODY } from '../scenes/messages.ts'
import { talk } from '../load/talker.ts'
import type { Party } from '../seed.ts'
import type { AgentWindow } from './agent-window.ts'
import { align, over, type Aligned } from './clocks.ts'

/** Milliseconds from each of these until painted. A commit is timed by PostgreSQL, just before it is flushed. */
export type Painted = { fromSaid: number; fromCommit: number; fromAcknowledged: number }
export type PaintTimes = {
  messages: readonly Painted[]
  echoes: readonly number[] /** By how much a time may be wrong for the sake of three clocks. */
  errorMs: number
}
export type PaintPlan = {
  /** Begins the ids: no two runs in one conversation may have the same. */
  name: string
  origin: string
  customer: Party
  /** The agent's page shows the customer's conversation. */
  window: AgentWindow
  db: Db
  /** Messages and echoes take turns in so many blocks, so that both have the same machine. */
  blocks: number
  perBlock: number
}

const WARM_UP = 5
const REST_MS = 1000
/** Between two messages, so that they do not keep step with the frames: 30 to 100 ms. */
const pauseMs = (index: number): number => 30 + ((index * 37) % 71)

type Times = { saidAt: number; acknowledgedAt: number; pagePaintedAt: number }
/** Says words with this id, and knows when they were acknowledged and when the page had painted them. */
type Say = (id: string) => Promise<Times>

export async function measurePaint(plan: PaintPlan): Promise<PaintTimes> {
  const { say, close } = await aSpeaker(plan)
  try {
    for (let index = 0; index < WARM_UP; index += 1) await say(`bench-${plan.name}warm-${index}`)
    const before = await alignAll(plan)
    const { said, echoes } = await takeTurns(plan, say)
    const after = await alignAll(plan)
    const [page, database] = [over(before.page, after.page), over(before.database, after.database)]
    const commits = await commitTimes(plan)
    const messages = [...said].map(([id, times]) => paintedOf(times, commits.get(id), page, database))
    return { messages, echoes, errorMs: page.errorMs + database.errorMs }
  } finally {
    close()
  }
}

async function aSpeaker({ origin, customer, window: { page } }: PaintPlan): Promise<{ say: Say; close(): void }> {
  const acknowledged = new Map<string, () => void>()
  const refused = (_: string | null, why: string): never => {
    throw new Error(`words of the customer’s were refused: ${why}`)
  }
  const talker = await talk(origin, customer, 0, { acknowledged: (id) => acknowledged.get(id)?.(), delivered: () => {}, refused })
  const say: Say = async (id) => {
    const answer = new Promise<number>((resolve) => acknowledged.set(id, () => resolve(performance.now())))
    const painted = page.evaluate<number>(`bench.whenPainted('${id}')`)
    const saidAt = performance.now()
    talker.say(id, BODY)
    const [acknowledgedAt, pagePaintedAt] = await Promise.all([answer, painted])
    return { saidAt, acknowledgedAt, pagePaintedAt }
  }
  return { say, close: () => talker.close() }
}

async function takeTurns(plan: PaintPlan, say: Say): Promise<{ said: Map<string, Times>; echoes: number[] }> {
  const said = new Map<string, Times>()
  const echoes: number[] = []
  for (let block = 0; block < plan.blocks; block += 1) {
    for (let index = 0; index < plan.perBlock; index += 1) {
      await wait(pauseMs(index))
      const id = `bench-${plan.name}-${said.size}`
      said.set(id, await say(id))
    }
    await echoBlock(plan, echoes)
  }
  return { said, echoes }
}

/** The console has come to rest before it: what a message leaves to be done is not the echo’s. */
async function echoBlock({ window: { page }, perBlock, name }: PaintPlan, echoes: number[]): Promise<void> {
  await wait(REST_MS)
  for (let index = 0; index < perBlock; index += 1) {
    await wait(pauseMs(index))
    echoes.push(await page.evaluate<number>(`bench.echo('bench-${name}echo-${echoes.length}', '${BODY}')`))
  }
}

async function alignAll({ window: { page }, db }: PaintPlan): Promise<{ page: Aligned; database: Aligned }> {
  const now = sql<{ ms: number }>`select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`
  return {
    page: await align(() => page.evaluate<number>('performance.now()')),
    database: await align(async () => (await now.execute(db)).rows[0]?.ms ?? Number.NaN),
  }
}

async function commitTimes({ db, customer, name }: PaintPlan): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; ms: number }>`
    select split_part(body, ' ', 1) as id, (extract(epoch from pg_xact_commit_timestamp(entry.xmin)) * 1000)::float8 as ms
    from entry join entry_content using (stream_id, seq) where stream_id = ${customer.conversationId} and body like ${`bench-${name}-%`}`.execute(db)
  return new Map(rows.map(({ id, ms }) => [id, ms]))
}

function paintedOf({ saidAt, acknowledgedAt, pagePaintedAt }: Times, committedAt: number | undefined, page: Aligned, database: Aligned): Painted {
  if (committedAt === undefined) throw new Error('a message was painted that was never committed')
  const paintedAt = pagePaintedAt - page.offsetMs
  return { fromSaid: paintedAt - saidAt, fromCommit: paintedAt - (committedAt - database.offsetMs), fromAcknowledged: paintedAt - acknowledgedAt }
}
