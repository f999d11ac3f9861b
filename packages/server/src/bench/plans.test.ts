/** On tables that have grown, what runs all the time finds its rows by index. Counts of rows and names of plans, never times. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { pino } from 'pino'
import { ROLE_PERMISSIONS } from '@yingda/protocol/permissions.ts'
import { ConversationId, CustomerId, StaffId, TeamId } from '@yingda/protocol/ids.ts'
import { listReaction, postMessages, readTimelines, searchReaction } from '../modules/conversation/api.ts'
import { countConversations, listConversations } from '../pages/conversation-rows.ts'
import { searchDesk } from '../pages/search.ts'
import { startReadings } from '../pages/wallboard/readings.ts'
import type { CustomerActor, StaffActor } from '../platform/actor.ts'
import { openBus } from '../platform/bus.ts'
import { systemClock } from '../platform/clock.ts'
import { createRunner, type Runner } from '../platform/command.ts'
import type { Db } from '../platform/db/db.ts'
import { groupsByType, startReactions, type Reaction } from '../platform/react.ts'
import { aClientId, aConversation, aCustomer, aTeam, lengthenLine, SYSTEM } from '../testing/builders.ts'
import { testDatabase } from '../testing/database.ts'
import { analysed, nodesOf, planOf, plansOf, type PlanNode } from '../testing/plans.ts'
import { until } from '../testing/settle.ts'
import { growTo } from './grow.ts'
import { seedParties, type Seeded } from './seed.ts'
import { newSecrets } from './server.ts'

const { db, hot } = await testDatabase()
/** Grow with use. */
const GROWN = ['conversation', 'entry', 'entry_content', 'entry_search', 'stream', 'obligation', 'resolution', 'reaction_due', 'participant', 'customer']
const scanOf = (tables: readonly string[]): RegExp => new RegExp(`Seq Scan on (?:${tables.join('|')})\\b`)
/** Of these the test has many rows. */
const HISTORY = ['conversation', 'entry', 'entry_content', 'stream', 'customer']
const log = pino({ level: 'silent' })
let seeded: Seeded

before(async () => {
  const runner = createRunner({ db, bus: await openBus(), clock: systemClock, groupsFor: () => [] })
  seeded = await seedParties(runner, newSecrets(), 4)
  assert.equal(await growTo(db, seeded.teamId, 0, 5000), 25_000)
})

const actorsOf = ({ customerId, staffId }: Seeded['pairs'][number]): [CustomerActor, StaffActor] => [
  { kind: 'customer', customerId: CustomerId.parse(customerId), signedIn: true },
  {
    kind: 'staff',
    staffId: StaffId.parse(staffId),
    name: '林晓',
    role: 'agent',
    permissions: new Set(ROLE_PERMISSIONS.agent),
    teamIds: [TeamId.parse(seeded.teamId)],
  },
]

/** What is said, what reacts to it, and what is read for those who look: as a server does it, on one connection. */
async function oneRoundOf(one: Db): Promise<void> {
  const bus = await openBus()
  const reactions: Reaction[] = []
  const asked = { bus, clock: systemClock, groupsFor: groupsByType(reactions) }
  const runner: Runner = createRunner({ db: one, ...asked, groupsFor: (...entry) => groupsByType(reactions)(...entry) })
  reactions.push(listReaction(runner.run), searchReaction(runner))
  const items = seeded.pairs.flatMap((pair) => actorsOf(pair).map((actor) => ({ actor, input: messageIn(pair.conversationId) })))
  await runner.run(SYSTEM, (ctx) => postMessages(ctx, items, { wait: false }))
  const working = startReactions({ db: one, bus, log, reactions })
  await until('the reactions to be done', async () => (await sql`select from reaction_due where due_seq > handled_seq`.execute(db)).rows.length === 0)
  await working.stop()
  const wanted = seeded.pairs.map((pair) => ({ conversationId: ConversationId.parse(pair.conversationId), after: 0 }))
  await runner.query(SYSTEM, (ctx) => readTimelines(ctx, wanted, 50))
}

const messageIn = (id: string) => ({
  conversationId: ConversationId.parse(id),
  clientId: aClientId(),
  text: '您好',
  attachmentIds: [],
  followUp: 'nothing' as const,
})

test('every statement of a message, its reactions and its delivery uses an index', async () => {
  await hot.connection().execute(async (one) => {
    await oneRoundOf(one)
    const { rows } = await sql<{ name: string; statement: string; count: number }>`
      select name, statement, cardinality(parameter_types) as count from pg_prepared_statements where ${1} = 1`.execute(one)
    assert.ok(rows.length >= 10, `${rows.length} statements`)
    for (const { name, statement, count } of rows) {
      const nulls = Array.from({ length: count }, () => 'null').join(', ')
      const plan = await sql<{ 'QUERY PLAN': string }>`explain execute ${sql.id(name)} (${sql.raw(nulls)})`.execute(one)
      const text = plan.rows.map((row) => row['QUERY PLAN']).join('\n')
      assert.doesNotMatch(text, scanOf(GROWN), `${statement}\n${text}`)
    }
  })
})

for (const view of ['desk', 'waiting', 'all'] as const) {
  test(`a page of the list ${view} is read by index`, async () => {
    const [, actor] = actorsOf(seeded.pairs[0] ?? assert.fail('seeded'))
    const query = { view, status: view === 'all' ? ('any' as const) : ('open' as const), limit: 50 }
    for (const plan of await plansOf(db, (on) => listConversations({ db: on, now: new Date(), actor }, query))) assert.doesNotMatch(plan, scanOf(HISTORY), plan)
  })
}

test('counting the lists reads what is open, and no history', async () => {
  const [, actor] = actorsOf(seeded.pairs[0] ?? assert.fail('seeded'))
  for (const plan of await plansOf(db, (on) => countConversations({ db: on, now: new Date(), actor }))) assert.doesNotMatch(plan, scanOf(HISTORY), plan)
})

test('a search reads what was found, and no history', async () => {
  const [, actor] = actorsOf(seeded.pairs[0] ?? assert.fail('seeded'))
  await sql`insert into entry_search (conversation_id, seq, internal, lexemes) select stream_id, seq, false, case when seq = 3 then '''到账''' else '''付款''' end::tsvector
    from entry join conversation c on c.id = stream_id where type = 'message.posted' and seq < 4 and c.reference like 'G-%7' on conflict do nothing`.execute(db)
  await sql`vacuum analyze`.execute(db)
  for (const q of ['到账', '退款'])
    for (const plan of await plansOf(db, (on) => searchDesk({ db: on, now: new Date(), actor }, q)))
      assert.doesNotMatch(plan, scanOf(HISTORY.filter((name) => name !== 'customer')), plan)
})

/** How many rows are touched where tables are read, those included that were read in vain. */
const rowsTouched = (node: PlanNode): number => {
  const own = node['Node Type'].includes('Scan') ? (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'] : 0
  return own + (node.Plans ?? []).reduce((sum, plan) => sum + rowsTouched(plan), 0)
}

test('the wallboard reads what is open and what came of the day, and no history; nothing is read again for each agent', async () => {
  const lineId = await aTeam(db)
  const runner = createRunner({ db, bus: await openBus(), clock: systemClock, groupsFor: () => [] })
  await aConversation(runner, await aCustomer(db), { teamId: lineId, status: 'waiting' })
  await lengthenLine(db, lineId, 500)
  await sql`insert into staff (id, email, name, role, capacity, joined_at, created_at)
    select gen_random_uuid(), n || '@more.example', '林晓', 'agent', 5, now(), now() from generate_series(1, 60) n`.execute(db)
  await sql`vacuum analyze`.execute(db)
  const nodes = await nodesOf(db, (on) => startReadings({ query: (actor, query) => query({ db: on, now: new Date(), actor }) }, 'Asia/Shanghai')())
  assert.ok(nodes.length >= 7)
  for (const node of nodes) {
    const plan = await planOf(db, node)
    assert.doesNotMatch(plan, scanOf(['entry', 'entry_content', 'stream', 'obligation', 'resolution']), plan)
    const touched = rowsTouched(await analysed(db, node))
    assert.ok(touched < 10 * 500, `${touched} rows\n${plan}`)
  }
})
