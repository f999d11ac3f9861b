/** What an operator has an alarm on stands in the measurements, the same on every server, and not as nought while nothing is known. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { sql } from 'kysely'
import { aTeam } from '../testing/builders.ts'
import { testDatabase } from '../testing/database.ts'
import { aNatsServer } from '../testing/nats.ts'
import { settle } from '../testing/settle.ts'
import { aColleague, aKnownCustomer, ask } from './callers.ts'
import { aDesk } from './desk.ts'
import { ok, say, started } from './talk.ts'

const database = await testDatabase()
const [desk, other] = [await aDesk(database), await aDesk(database)]
await desk.start()

const OPERATIONS = readFileSync(new URL('../../../../docs/operations.md', import.meta.url), 'utf8')

/** Every line of it that says a number, by its name and labels. */
async function measured(of = desk): Promise<Map<string, number>> {
  const { text } = ok(await ask(of, 'GET', '/metrics', undefined, { address: '127.0.0.1' }))
  return new Map(
    text
      .split('\n')
      .map((line) => /^(yingda_\S+?(?:\{.*\})?) (\S+)$/.exec(line))
      .flatMap((found) => (found === null ? [] : [[found[1] ?? '', Number(found[2])] as const])),
  )
}

test('who waits, what is late, what nobody works on and what did not arrive is measured, by every server alike', async () => {
  const teamId = await aTeam(database.db)
  const team = `Team ${teamId.slice(0, 6)}`
  await aColleague(desk, { teamIds: [teamId] })
  const customer = await aKnownCustomer(desk)
  const id = await started(customer)
  ok(await say(customer, id, '退款什么时候到账'))
  ok(await customer.post(`/conversations/${id}/person`))
  await settle(database.db)
  await sql`update conversation set queued_at = now() - interval '10 minutes' where id = ${id}`.execute(database.db)
  await sql`update obligation set received_at = now() - interval '1 day', warn_at = now() - interval '3 hours', due_at = now() - interval '2 hours' where open`.execute(
    database.db,
  )
  await sql`insert into reaction_due (reaction_group, stream_id, due_seq, due_at, attempts) values ('of-a-release-that-is-gone', ${id}, 1, now() - interval '5 minutes', 3)`.execute(
    database.db,
  )
  await sql`insert into delivery (conversation_id, seq, customer_seq, customer_id, posted_at, state, reason, changed_at)
    select id, 999, 999, customer_id, now() - interval '1 hour', 'undelivered', 'no_address', now() from conversation where id = ${id}`.execute(database.db)
  await sql`select graphile_worker.add_job('webhook.message_for_customer', max_attempts => 1)`.execute(database.db)
  await sql`update graphile_worker._private_jobs set attempts = 1 where max_attempts = 1`.execute(database.db)

  await sql`insert into deployment_fact (name, value) values ('given_up_jobs:webhook.message_for_customer', '{"removed": 4}'), ('given_up_jobs:long.gone', '{"removed": 2}')`.execute(
    database.db,
  )

  for (const server of [desk, other]) {
    const all = await measured(server)
    const between = (name: string, least: number, most: number): void => {
      const value = all.get(name)
      assert.ok(value !== undefined && value >= least && value <= most, `${name} is ${value}`)
    }
    between(`yingda_conversations_waiting{team="${team}"}`, 1, 1)
    between(`yingda_conversations_waiting_oldest_seconds{team="${team}"}`, 600, 660)
    between(`yingda_promises_late{team="${team}"}`, 1, 1)
    between('yingda_conversations_waiting{team="none"}', 0, 0)
    between('yingda_agents{presence="available"}', 0, 0)
    between('yingda_answers_undelivered', 1, 1)
    between('yingda_answers_undelivered_oldest_seconds', 3600, 3660)
    between('yingda_mail_held_up', 0, 0)
    between('yingda_reactions_due_oldest_seconds{group="of-a-release-that-is-gone"}', 300, 360)
    between('yingda_reactions_failing{group="of-a-release-that-is-gone"}', 1, 1)
    between('yingda_jobs_given_up{task="webhook.message_for_customer"}', 5, 5)
    between('yingda_jobs_given_up{task="long.gone"}', 2, 2)
    between('yingda_workers', 1, 1)
    between('yingda_database_up', 1, 1)
    between('yingda_database_connections{pool="db",state="busy"}', 0, 10)
    between('yingda_database_connections_max{pool="hot"}', 8, 8)
  }
})

test('while the database does not answer nothing is said of the desk, and the rest soon', async () => {
  const lonely = await aDesk(database)
  await lonely.database.close()
  const all = await measured(lonely)
  assert.equal(all.get('yingda_database_up'), 0)
  assert.ok(all.has('yingda_nodejs_eventloop_lag_p99_seconds'))
  for (const name of all.keys()) assert.doesNotMatch(name, /^yingda_(conversations|promises|answers|reactions|jobs|workers|mail|alarms|agents)/)
})

test('every measurement that the operations’ document names exists, and every one of the desk and its lines is named', async () => {
  const nats = await aNatsServer()
  try {
    const full = await aDesk(database, { env: { NATS_URL: nats.url } })
    const { text } = ok(await ask(full, 'GET', '/metrics', undefined, { address: '127.0.0.1' }))
    const names = new Set([...text.matchAll(/^# TYPE (yingda_\w+)/gm)].map(([, name]) => name ?? ''))
    const documented = new Set([...OPERATIONS.matchAll(/yingda_[a-z0-9_]+(?=[`{])/g)].map(([name]) => name))
    for (const name of documented) assert.ok(names.has(name), `${name} is no measurement`)
    for (const name of names) if (!/^yingda_(nodejs|process|streams)_/.test(name)) assert.ok(documented.has(name), `${name} is not documented`)
    await full.stop()
  } finally {
    await nats[Symbol.asyncDispose]()
  }
})
