/** What is asked every two seconds does not grow with what has been delivered long ago. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql, type KyselyPlugin, type RootOperationNode } from 'kysely'
import { systemClock } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/db.ts'
import { testDatabase } from '../../testing/database.ts'
import { undeliveredAfter } from './store.ts'
import type { DeliveryRecord } from './tables.ts'

const { db } = await testDatabase()
const UNDELIVERED = 1200

/** Many that arrived; of those that did not, three were posted at one moment each. */
before(async () => {
  await sql`
    insert into delivery (conversation_id, seq, customer_seq, customer_id, posted_at, state, reason, changed_at)
    select gen_random_uuid(), 1, 1, gen_random_uuid(), timestamptz '2026-11-01' + make_interval(secs => n / 3),
      case when n <= ${UNDELIVERED} then 'undelivered' else 'settled' end, case when n <= ${UNDELIVERED} then 'no_address' end, now()
    from generate_series(1, 20000) n`.execute(db)
  await sql`analyze delivery`.execute(db)
})

const page = (on: Db, after: DeliveryRecord | null): Promise<DeliveryRecord[]> =>
  undeliveredAfter({ db: on, now: systemClock.now(), actor: { kind: 'system' } }, after, 100)

test('page by page everything that reached nobody comes once, the oldest first', async () => {
  const seen: DeliveryRecord[] = []
  for (let rows = await page(db, null); rows.length > 0; rows = await page(db, rows.at(-1) ?? null)) seen.push(...rows)
  assert.deepEqual([seen.length, new Set(seen.map((row) => row.conversation_id)).size], [UNDELIVERED, UNDELIVERED])
  assert.ok(seen.every((row, index) => row.posted_at >= (seen[index - 1]?.posted_at ?? row.posted_at)))
})

test('a page in the middle is read from the index alone, in its order', async () => {
  const last = (await page(db, null)).at(-1) ?? null
  const asked: RootOperationNode[] = []
  const noting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      asked.push(node)
      return node
    },
    transformResult: ({ result }) => Promise.resolve(result),
  }
  await page(db.withPlugin(noting), last)
  const executor = db.getExecutor()
  const query = executor.compileQuery(asked[0] ?? assert.fail('nothing was asked'), { queryId: 'plan' })
  const { rows } = await executor.executeQuery<{ 'QUERY PLAN': string }>({ ...query, sql: `explain ${query.sql}` })
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
  assert.match(plan, /Index Scan using delivery_undelivered\b/)
  assert.doesNotMatch(plan, /Sort/)
})
