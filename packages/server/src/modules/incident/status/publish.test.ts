import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { pino } from 'pino'
import { StatusSnapshot } from '@yingda/protocol/http/status.ts'
import type { Pages } from '../../../platform/storage/pages.ts'
import { aServer, aTeam } from '../../../testing/builders.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fixedClock } from '../../../testing/fixed-clock.ts'
import { componentsHere, statusJobs } from '../api.ts'

const { db } = await testDatabase()
const clock = fixedClock(new Date().toISOString())
const { runner } = await aServer(db, clock)
await aTeam(db)

const kept = new Map<string, string>()
const pages: Pages = {
  put: async (name, text) => void kept.set(name, text),
  get: async (name) => kept.get(name) ?? null,
  remove: async (name) => void kept.delete(name),
}
let isWalletThere = true
let isCrowded = false
const jobs = statusJobs({
  runner,
  pages,
  publicUrl: 'https://desk.example',
  log: pino({ level: 'silent' }),
  components: componentsHere({ hasWallet: true, hasEmail: true, functions: [] }),
  contacts: [],
  brand: { 'zh-CN': '云禾钱包', en: 'Yunhe Wallet' },
  timeZone: 'Asia/Shanghai',
  stuckReactions: async () => ['bot'],
  isCrowded: async () => isCrowded,
  isMailHeldUp: async () => true,
  isWalletThere: async () => isWalletThere,
  subscribeAt: null,
  lookAfterMails: null,
})
const tick = async (): Promise<void> => jobs['status.tick']?.({})
const copy = (): StatusSnapshot => StatusSnapshot.parse(JSON.parse(kept.get('status.json') ?? ''))

test('the next look is due in a minute by the database’s clock, whatever the server’s own says, and there is one', async () => {
  for (const ms of [0, 3600_000, -7200_000]) {
    clock.advance(ms)
    await tick()
    const { rows } = await sql<{ seconds: number }>`
      select extract(epoch from run_at - now())::int as seconds from graphile_worker.jobs where task_identifier = 'status.tick'`.execute(db)
    assert.equal(rows.length, 1)
    const seconds = rows[0]?.seconds ?? 0
    assert.ok(seconds > 30 && seconds <= 60, `in ${seconds} s`)
  }
  clock.advance(3600_000)
})

test('what was measured stands in the copy, each where it belongs', async () => {
  isWalletThere = false
  await tick()
  assert.deepEqual(
    copy().components.map(({ key, state, measured }) => [key, state, measured]),
    [
      ['chat', 'degraded', 'live_connection_away'],
      ['email', 'degraded', 'not_delivered'],
      ['bot', 'degraded', 'answers_late'],
      ['wallet', 'down', 'wallet_silent'],
    ],
  )
})

test('that some were told to come back later stands there too, unless something graver does', async () => {
  isCrowded = true
  await tick()
  assert.equal(copy().components[0]?.measured, 'live_connection_away', 'nobody is connected at all')
  await sql`insert into gateway_lease (node_id, up_since, seen_until) values (gen_random_uuid(), now(), now() + interval '1 minute')`.execute(db)
  await tick()
  assert.equal(copy().components[0]?.measured, 'turned_away')
  await sql`delete from gateway_lease`.execute(db)
  isCrowded = false
})

test('figures of the month are counted again after an hour, not each minute; a copy that cannot be read costs only that', async () => {
  await tick()
  const first = copy().quality.at
  clock.advance(30 * 60_000)
  await tick()
  assert.deepEqual([copy().quality.at, copy().at], [first, clock.now().toISOString()])
  clock.advance(31 * 60_000)
  await tick()
  assert.equal(copy().quality.at, clock.now().toISOString())
  kept.set('status.json', '{"version":')
  clock.advance(60_000)
  await tick()
  assert.equal(copy().quality.at, clock.now().toISOString())
})
