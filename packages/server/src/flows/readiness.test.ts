/** Two servers behind a proxy that obeys `/readyz`: while the database is gone to both, and while it is to one. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { aTeam } from '../testing/builders.ts'
import { testDatabase } from '../testing/database.ts'
import { aProxy } from '../testing/proxy.ts'
import { until } from '../testing/settle.ts'
import { aColleague, aKnownCustomer, ask, type Answer, type Caller } from './callers.ts'
import { aDesk, type Desk } from './desk.ts'
import { obedientProxyTo } from './obedient-proxy.ts'
import { relayTo } from './relay.ts'
import { ok, opening, words } from './talk.ts'

const database = await testDatabase()
await aTeam(database.db)
const folder = mkdtempSync(join(tmpdir(), 'yingda-ready-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const line = await aProxy(Number(new URL(database.url).port))
database.beforeDrop(() => line.close())
const behind = Object.assign(new URL(database.url), { hostname: '127.0.0.1', port: String(line.port) }).href
const relays = [await relayTo(behind), await relayTo(behind)] as const
const aServer = async ({ url }: { url: string }): Promise<Desk> => {
  const desk = await aDesk({ url, beforeDrop: database.beforeDrop }, { env: { STORAGE: folder, LOG_LEVEL: 'silent' } })
  await desk.start()
  return desk
}
const desks = [await aServer(relays[0]), await aServer(relays[1])] as const
const origins = desks.map((desk) => desk.origin())
const proxy = await obedientProxyTo(origins)
const customer = await aKnownCustomer(desks[0])
const lead = await aColleague(desks[1], { role: 'lead' })

const jsonOf = async (answer: Response): Promise<Answer['body']> => answer.json()
const through = (path: string, init: RequestInit = {}): Promise<Response> => fetch(proxy.origin + path, init)
const post = (path: string, body: unknown, who: Caller): Promise<Response> =>
  through(`/api/customer${path}`, { method: 'POST', headers: { ...who.headers, 'content-type': 'application/json' }, body: JSON.stringify(body) })
const age = async (desk: Desk) => (await ask(desk, 'GET', '/status.json', undefined)).body?.age?.why
const readyAre = (what: string, wanted: readonly string[]): Promise<void> => until(what, () => proxy.ready().join() === wanted.join(), { withinMs: 20_000 })

test('the database is gone to both: the proxy still has somebody, who shows the status page and says in words what was not taken', async (t) => {
  await readyAre('both', origins)
  await until('a copy', async () => (await Promise.all(desks.map(age))).every((why) => why === null))
  t.after(() => relays.forEach((relay) => relay.mend()))
  const conversation = (await jsonOf(await post('/conversations', opening(), customer))).conversation.id
  for (const relay of relays) relay.cut()
  for (const desk of desks) await until('it notices', async () => (await age(desk)) === 'database_away')
  await wait(500)
  assert.deepEqual(proxy.ready(), origins)
  for (let times = 0; times < 4; times += 1) {
    const page = await through('/status?lang=en')
    assert.equal(page.status, 200)
    assert.match(await page.text(), /our database can’t be reached/)
    const said = await post(`/conversations/${conversation}/messages`, words('钱什么时候到'), customer)
    assert.deepEqual([said.status, (await jsonOf(said)).code], [503, 'server.busy'])
  }
  for (const relay of relays) relay.mend()
  for (const desk of desks) await until('it is back', async () => (await age(desk)) === null)
  assert.equal((await post(`/conversations/${conversation}/messages`, words('钱什么时候到'), customer)).status, 200)
})

test('the database is gone to one alone: once that sees the other at work it is out, and in again when it is back', async (t) => {
  await readyAre('both', origins)
  t.after(relays[0].mend)
  relays[0].cut()
  await until('it notices', async () => (await age(desks[0])) === 'database_away')
  // What is written before that is over might have been under way as the database went.
  await wait(11_000)
  assert.deepEqual(proxy.ready(), origins, 'nobody has been seen to reach it')
  const incident = {
    titleZh: '慢',
    titleEn: 'Slow',
    severity: 'minor',
    components: ['chat'],
    state: 'investigating',
    startedAt: null,
    textZh: '在查',
    textEn: 'Looking',
  }
  ok(await lead.post('/incidents', { clientId: crypto.randomUUID(), ...incident }))
  await readyAre('the other alone', origins.slice(1))
  const served = await Promise.all(Array.from({ length: 6 }, () => post('/conversations', opening(), customer)))
  for (const answer of served) assert.deepEqual([answer.status, answer.headers.get('x-served-by')], [200, origins[1]])
  relays[0].mend()
  await readyAre('both again', origins)
})

test('the database says nothing any more: a proxy that waits a second for its answer has it all the same, and the page says why', async (t) => {
  await readyAre('both', origins)
  t.after(() => line.flow())
  line.stall()
  for (const desk of desks) await until('it notices', async () => (await age(desk)) === 'database_away')
  assert.deepEqual(proxy.ready(), origins)
  assert.match(await (await through('/status?lang=en')).text(), /our database can’t be reached/)
  line.flow()
  for (const desk of desks) await until('it is back', async () => (await age(desk)) === null)
  await readyAre('both', origins)
})

test('a long line takes nobody out: a rush comes to all at once, and who is served first is decided behind the proxy', { timeout: 60_000 }, async () => {
  await readyAre('both', origins)
  const served = desks.map(({ database: { pool } }) => Promise.all(Array.from({ length: 500 }, () => pool.query('select pg_sleep(0.05)'))))
  await wait(1000)
  for (const { database: of } of desks) assert.ok(of.lines.db.waiting() > 200, `${of.lines.db.waiting()} stand in line`)
  assert.deepEqual(proxy.ready(), origins)
  await Promise.all(served)
})
