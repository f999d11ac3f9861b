/** The public status page of a running server: written at each change, shown with its age, and shown on when the database is gone. */
import assert from 'node:assert/strict'
import { createHmac, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import type { IncidentView } from '@yingda/protocol/http/incident.ts'
import { StatusAnswer } from '@yingda/protocol/http/status.ts'
import { IncidentChanged } from '@yingda/protocol/webhook.ts'
import { en } from '@yingda/i18n/status/en.ts'
import { zhCN } from '@yingda/i18n/status/zh-CN.ts'
import { aTeam } from '../testing/builders.ts'
import { testDatabase } from '../testing/database.ts'
import { settle, until } from '../testing/settle.ts'
import { aColleague, aKnownCustomer, ask, type Answer } from './callers.ts'
import { aDesk } from './desk.ts'
import { relayTo } from './relay.ts'
import { ok, refused } from './talk.ts'

const SECRET = 'subscribers-secret-of-32-characters-x'
const told: { body: string; signature: string }[] = []
let failFirst = 1
const subscriber = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => (body += chunk))
  request.on('end', () => {
    const fails = (failFirst -= 1) >= 0
    if (!fails) told.push({ body, signature: String(request.headers['x-yingda-signature']) })
    response.writeHead(fails ? 503 : 204).end()
  })
})
await new Promise<void>((resolve) => subscriber.listen(0, '127.0.0.1', resolve))
after(() => subscriber.close())
const { port } = subscriber.address() as AddressInfo // listens on TCP

const database = await testDatabase()
const relay = await relayTo(database.url)
const desk = await aDesk(
  { url: relay.url, beforeDrop: database.beforeDrop },
  {
    env: {
      STATUS_FUNCTIONS: 'topup=充值|Top-ups',
      OFFICIAL_CONTACTS: 'phone|400-000-0000|每天 9:00–21:00|9:00–21:00 every day',
      STATUS_WEBHOOK_URLS: `http://127.0.0.1:${port}/status`,
      STATUS_WEBHOOK_SECRET: SECRET,
      LOG_LEVEL: 'silent',
    },
  },
)
await desk.start()
const lead = await aColleague(desk, { role: 'lead' })
await aTeam(database.db)

const NASTY = `<script>alert('x')</script>&"`
const opening = (more: object = {}) => ({
  clientId: randomUUID(),
  titleZh: `充值变慢${NASTY}`,
  titleEn: `Top-ups are slow ${NASTY}`,
  severity: 'major',
  components: ['fn.topup'],
  state: 'investigating',
  startedAt: null,
  textZh: `正在查${NASTY}`,
  textEn: `Looking into it ${NASTY}`,
  ...more,
})
const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> => ask(desk, 'GET', path, undefined, { headers })
const status = async (): Promise<StatusAnswer> => StatusAnswer.parse((await get('/status.json')).body)
const folder = (): string => (desk.config.storage.kind === 'local' ? join(desk.config.storage.folder, 'status') : assert.fail())
const copy = (name: string): string => readFileSync(join(folder(), name), 'utf8')
const published = (what: string, holds: (status: StatusAnswer) => boolean): Promise<void> =>
  until(what, async () => (await get('/status.json')).status === 200 && holds(await status()), { withinMs: 20_000 })

test('once a server runs the page says how it is, to anybody, in the language that is asked for', async () => {
  await published('a copy with the gateway there', ({ components }) => components.every(({ state }) => state === 'ok'))
  const [chinese, english, other] = [await get('/status'), await get('/status', { 'accept-language': 'en' }), await get('/status?lang=en')]
  assert.match(chinese.text, new RegExp(`<html lang="zh-CN">[\\s\\S]*<h1>${zhCN.allWell}</h1>`))
  for (const page of [english, other]) assert.match(page.text, new RegExp(`<html lang="en">[\\s\\S]*<h1>${en.allWell}</h1>`))
  assert.match(chinese.text, /400-000-0000/)
  assert.match(
    String(chinese.headers['content-security-policy']),
    /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
  )
  assert.doesNotMatch(chinese.text, /<script|javascript:|style="|\son\w+=/i)
  assert.match(String(chinese.headers['cache-control']), /^public, max-age=15/)
  assert.equal((await get('/status?lang=fr')).status, 200)
  const { waits, components } = await status()
  assert.deepEqual([waits.length, waits[0]?.waiting, waits[0]?.longestMinutes], [1, { from: 0, to: 0 }, null])
  assert.deepEqual(
    components.map(({ key }) => key),
    ['chat', 'bot', 'fn.topup'],
  )
})

test('an incident stands on page, copy and feed soon after it was opened; nothing in it is markup, and nothing says who wrote it', async () => {
  const { id } = ok(await lead.post('/incidents', opening())).body
  await published('the incident', ({ incidents }) => incidents.some((one) => one.id === id))
  const page = (await get('/status?lang=en')).text
  assert.match(page, /<h1>Affected: Top-ups<\/h1>/)
  assert.ok(page.includes('<h3>Top-ups are slow &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;</h3>'))
  const feed = await get('/status/feed.xml?lang=en')
  assert.match(feed.text, /^<\?xml [\s\S]*<title>Investigating: Top-ups are slow &lt;script&gt;/)
  assert.match(String(feed.headers['content-type']), /^application\/atom\+xml/)
  assert.ok(feed.text.includes(`<id>urn:uuid:${id}#1</id>`))
  assert.deepEqual(readdirSync(folder()).sort(), ['feed.en.xml', 'feed.zh-CN.xml', 'index.en.html', 'index.html', 'index.zh-CN.html', 'status.json'])
  assert.match(copy('index.zh-CN.html'), /<h1>充值受影响<\/h1>/)
  for (const name of readdirSync(folder())) {
    assert.doesNotMatch(copy(name).replaceAll(JSON.stringify(NASTY).slice(1, -1), ''), /<script/, name)
    assert.ok(!copy(name).includes(lead.actor.name) && !copy(name).includes(lead.actor.staffId), name)
  }
})

test('who subscribed is told of each thing that was said, signed, until it is taken, once by its id', async () => {
  const [{ id }] = ok(await lead.get('/incidents')).body.incidents
  ok(await lead.post(`/incidents/${id}/updates`, { ...update, state: 'monitoring' }))
  ok(await lead.post(`/incidents/${id}/end`, { clientId: randomUUID(), state: 'resolved', textZh: '好了', textEn: 'Fixed' }))
  await until('all to be told', async () => {
    await sql`select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs where task_identifier = 'webhook.incident'), run_at := now())`.execute(
      database.db,
    )
    return told.length >= 3
  })
  for (const { body, signature } of told) {
    const [, at = '', given] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signature) ?? []
    assert.equal(given, createHmac('sha256', SECRET).update(`${at}.${body}`).digest('hex'))
  }
  const said = told.map(({ body }) => IncidentChanged.parse(JSON.parse(body))).sort((a, b) => a.id.localeCompare(b.id))
  assert.deepEqual(
    said.map(({ id: named, data }) => [named, data.state, data.endedAt === null]),
    [
      [`incident.${id}.1`, 'investigating', true],
      [`incident.${id}.2`, 'monitoring', true],
      [`incident.${id}.3`, 'resolved', false],
    ],
  )
  assert.ok(said.every(({ data }) => data.page === 'https://desk.example/status'))
})
const update = { clientId: randomUUID(), state: 'identified', severity: null, components: null, endsAt: null, textZh: '找到了', textEn: 'Found' }

test('a customer hears of it before asking anything; an agent reads it and may tell nothing', async () => {
  const customer = await aKnownCustomer(desk)
  const agent = await aColleague(desk)
  assert.equal(ok(await customer.get('/home')).body.notice, null)
  refused(await agent.post('/incidents', opening()), 'permission.denied')
  const { id } = ok(await lead.post('/incidents', opening({ titleEn: 'Slow', titleZh: '慢' }))).body
  const home = ok(await customer.get('/home', { headers: { 'accept-language': 'en' } })).body
  assert.deepEqual([home.notice, home.statusPage], [{ title: 'Slow', more: 0 }, 'https://desk.example/status'])
  const seen = ok(await agent.get('/incidents')).body.incidents.find((one: IncidentView) => one.id === id)
  assert.deepEqual([seen?.state, seen?.updates[0]?.by], ['investigating', lead.actor.name])
  await settle(database.db)
})

test('the database is gone under a living server: the page goes on, says its age and why, and is new again when it is back', async (t) => {
  await published('the incident', ({ incidents }) => incidents.some(({ title }) => title.en === 'Slow'))
  const before = await status()
  t.after(relay.mend)
  relay.cut()
  await published('the age', ({ age }) => age.why === 'database_away')
  const page = (await get('/status?lang=en')).text
  assert.match(page, /<h1>Support can’t take new messages right now<\/h1>/)
  assert.match(page, /As of [^<]+ ago: our database can’t be reached\./)
  assert.ok(page.includes('<h3>Slow</h3>'))
  assert.equal((await status()).at, before.at)
  assert.match((await get('/status/feed.xml')).text, /慢/)
  assert.equal((await get('/readyz')).status, 200, 'a proxy has nobody better')
  relay.mend()
  await published('the database to be back', ({ age }) => age.why === null)
  ok(await lead.post('/incidents', opening({ titleEn: 'After' })))
  await published('what was opened after', ({ incidents }) => incidents.some(({ title }) => title.en === 'After'))
})
