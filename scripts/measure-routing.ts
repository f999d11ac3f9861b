/**
 * How long it takes to give 10,000 waiting conversations to 500 agents, on the PostgreSQL named by `TEST_PG_URL` (a
 * superuser's address): `node scripts/node24.mjs scripts/measure-routing.ts [conversations] [agents] [teams]`. It makes
 * a database of its own and drops it.
 */
import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { sql } from 'kysely'
import pg from 'pg'
import { assignWaiting, MOST_A_TEAM } from '../packages/server/src/modules/routing/assign-waiting.ts'
import { migrate } from '../packages/server/src/platform/db/migrate.ts'
import { openDatabase } from '../packages/server/src/platform/db/open.ts'
import { aConversation, aCustomer, anAgent, aServer, aTeam, comeOnline, lengthenLine, SYSTEM } from '../packages/server/src/testing/builders.ts'

const [conversations = 10_000, agents = 500, teams = 5] = process.argv.slice(2).map(Number)
const base = process.env['TEST_PG_URL']
if (base === undefined) throw new Error('TEST_PG_URL names no PostgreSQL')
const url = new URL(base)
url.pathname = `/measure_${randomUUID().replaceAll('-', '')}`

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: base })
  await client.connect()
  await client.query(statement)
  await client.end()
}

await onServer(`create database ${url.pathname.slice(1)}`)
const { db, pool, close } = openDatabase(url.href)
try {
  await migrate(pool)
  const { runner } = await aServer(db)
  const capacity = Math.ceil(conversations / agents)
  for (let index = 0; index < teams; index += 1) {
    const teamId = await aTeam(db)
    for (let one = 0; one < agents / teams; one += 1) await comeOnline(db, (await anAgent(db, { teamIds: [teamId], capacity })).staffId)
    await aConversation(runner, await aCustomer(db), { teamId, status: 'waiting' })
    await lengthenLine(db, teamId, conversations / teams - 1)
  }
  await sql`analyze`.execute(db)
  const looks: number[] = []
  const from = performance.now()
  const cpu = process.cpuUsage()
  for (let given = 1; given > 0; ) {
    const before = performance.now()
    given = await runner.run(SYSTEM, (ctx) => assignWaiting(ctx))
    looks.push(performance.now() - before)
  }
  const seconds = (performance.now() - from) / 1000
  const { user, system } = process.cpuUsage(cpu)
  const processCpuSeconds = (user + system) / 1e6
  const { rows } = await sql<{ given: number; twice: number; overloaded: number; places: number }>`
    select (select count(*) from conversation where status = 'assigned') as given,
      (select count(*) from (select from entry where type = 'conversation.assigned' group by stream_id having count(*) > 1) d) as twice,
      (select count(*) from (select s.id from conversation c join staff s on s.id = c.assignee_id group by s.id having count(*) > s.capacity) o) as overloaded,
      (select sum(capacity) from staff) as places`.execute(db)
  process.stdout.write(
    `${JSON.stringify({
      conversations,
      agents,
      teams,
      mostATeam: MOST_A_TEAM,
      seconds,
      processCpuSeconds,
      longestLookMs: Math.max(...looks),
      looks: looks.length,
      ...rows[0],
    })}\n`,
  )
} finally {
  await close()
  await onServer(`drop database if exists ${url.pathname.slice(1)} with (force)`)
}
