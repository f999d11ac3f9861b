/** What stands before every module: headers, measurements, files that are gone, the demo that is off. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import { loadDemo } from '../app/load-demo.ts'
import { testDatabase } from '../testing/database.ts'
import { aColleague, aKnownCustomer, ask, type Answer, type Caller } from './callers.ts'
import { aDesk, SECRETS, type Desk } from './desk.ts'
import { ok, refused } from './talk.ts'

const folder = mkdtempSync(join(tmpdir(), 'yingda-front-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const frontEnds = { consoleDir: join(folder, 'console'), widgetDir: join(folder, 'widget') }
mkdirSync(join(frontEnds.consoleDir, 'assets'), { recursive: true })
mkdirSync(join(frontEnds.widgetDir, 'widget'), { recursive: true })
writeFileSync(join(frontEnds.consoleDir, 'index.html'), '<!doctype html><title>console</title>')
writeFileSync(join(frontEnds.consoleDir, 'assets/index-abcdefgh.js'), '// built')
writeFileSync(join(frontEnds.widgetDir, 'widget/widget.js'), '// built')
for (const file of ['console/index.html', 'console/assets/index-abcdefgh.js', 'widget/widget/widget.js'])
  writeFileSync(join(folder, `${file}.gz`), gzipSync(readFileSync(join(folder, file))))

const database = await testDatabase()
const desk = await aDesk(database, { frontEnds, env: { YINGDA_DEMO: 'off', VISITOR_ADDRESS_FACTOR: '2' } })
const get = (path: string, headers: Readonly<Record<string, string>> = {}, address?: string, of: Desk = desk): Promise<Answer> =>
  ask(of, 'GET', path, undefined, address === undefined ? { headers } : { headers, address })

test('every answer says that it is what it is, and who may frame it', async () => {
  const customer = await aKnownCustomer(desk)
  const agent = await aColleague(desk)
  const answers: Readonly<Record<string, Answer>> = {
    console: await get('/console/'),
    'a screen of the console': await get('/console/conversations/1'),
    'a piece of the console': await get('/console/assets/index-abcdefgh.js'),
    widget: await get('/widget/widget.js'),
    'the API': ok(await customer.get('/home')),
    'the API for staff': ok(await agent.get('/conversations')),
    'a refusal': await get('/api/staff/conversations'),
    help: ok(await get('/api/customer/articles?q=refund')),
    documents: await get('/docs/static/index.html'),
    'nothing there': await get('/nowhere'),
    'no such article': await get('/api/customer/articles/nothing'),
    'an address that cannot be read': await get('/api/customer/articles/%E0%A4%A'),
  }
  for (const [what, { headers, status }] of Object.entries(answers)) {
    assert.equal(headers['x-content-type-options'], 'nosniff', `${what} ${status}`)
    const policy = String(headers['content-security-policy'])
    assert.match(policy, /default-src 'none'/, what)
    assert.match(policy, /frame-ancestors 'none'/, what)
    assert.equal(headers['x-powered-by'], undefined, what)
    if (what !== 'an address that cannot be read') assert.match(String(headers['strict-transport-security']), /^max-age=\d{8}/, what)
  }
  assert.match(String(answers['console']?.headers['content-security-policy']), /script-src 'self'/)
  assert.doesNotMatch(String(answers['the API']?.headers['content-security-policy']), /script-src/)
})

test('a piece of the console that is not there is missing, and not a screen', async () => {
  for (const path of ['/console/assets/index-00000000.js', '/console/assets/deep/er.css', '/console/assets/']) {
    const answer = await get(path)
    refused(answer, 'request.not_found')
    assert.equal(answer.status, 404)
    assert.doesNotMatch(answer.text, /<title>/)
  }
  assert.match((await get('/console/settings')).text, /<title>console/)
})

test('console and widget travel gzipped to whoever takes that, under the same headers, and as they are to everybody else', async () => {
  const files = { '/console/': /html/, '/console/settings': /html/, '/console/assets/index-abcdefgh.js': /javascript/, '/widget/widget.js': /javascript/ }
  for (const [path, type] of Object.entries(files)) {
    const [zipped, plain] = [await desk.app.http.inject({ url: path, headers: { 'accept-encoding': 'gzip, br' } }), await get(path)]
    assert.equal(zipped.headers['content-encoding'], 'gzip', path)
    assert.equal(gunzipSync(zipped.rawPayload).toString(), plain.text, path)
    assert.equal(plain.headers['content-encoding'], undefined, path)
    assert.match(String(zipped.headers['content-type']), type)
    for (const each of [zipped, plain]) assert.match(String(each.headers['vary']), /accept-encoding/i, path)
    for (const name of ['cache-control', 'content-security-policy', 'cross-origin-resource-policy'])
      assert.equal(zipped.headers[name], plain.headers[name], `${path} ${name}`)
  }
  refused(await get('/console/assets/index-abcdefgh.js.gz'), 'request.not_found')
})

test('without a token only this machine reads the measurements, whatever is said of where one comes from', async () => {
  const forwarded: Readonly<Record<string, string>>[] = [
    { 'x-forwarded-for': '127.0.0.1' },
    { 'x-forwarded-for': '127.0.0.1, ::1' },
    { 'x-real-ip': '127.0.0.1' },
    { forwarded: 'for=127.0.0.1' },
  ]
  const trusting = await Promise.all([1, 3].map((hops) => aDesk(database, { env: { TRUST_PROXY: String(hops) } })))
  for (const each of [desk, ...trusting]) {
    assert.equal((await get('/metrics', {}, '127.0.0.1', each)).status, 200)
    refused(await get('/metrics', {}, '203.0.113.9', each), 'auth.required')
    for (const headers of forwarded) {
      refused(await get('/metrics', headers, '203.0.113.9', each), 'auth.required')
      // A proxy on this machine hands on what comes from anywhere.
      refused(await get('/metrics', headers, '127.0.0.1', each), 'auth.required')
    }
  }
})

test('with a token the measurements are for whoever has it, from anywhere, and for nobody else', async () => {
  const guarded = await aDesk(database, { env: { METRICS_TOKEN: 'a-token-of-32-characters-or-longer' } })
  refused(await get('/metrics', {}, '127.0.0.1', guarded), 'auth.required')
  refused(await get('/metrics', { authorization: 'Bearer no' }, '127.0.0.1', guarded), 'auth.required')
  assert.equal((await get('/metrics', { authorization: 'Bearer a-token-of-32-characters-or-longer' }, '203.0.113.9', guarded)).status, 200)
})

test('where the demo is off nobody is offered a sign-in by one click, though the database holds its people', async () => {
  const on = await aDesk(await testDatabase(), {
    env: { YINGDA_DEMO: 'on', WALLET_URL: 'http://127.0.0.1:1', WALLET_SECRET: 'w'.repeat(32), WEBHOOK_SECRET: SECRETS.webhook },
  })
  await loadDemo(on.app.runner)
  const people = ok(await get('/api/staff/session/demo', {}, undefined, on)).body.people
  assert.ok(people.length > 0)
  const body = { email: people[0].email }
  const origin = { headers: { origin: 'https://desk.example' } }
  assert.equal((await ask(on, 'POST', '/api/staff/session/demo', body, origin)).status, 200)

  const off = await aDesk({ url: on.config.databaseUrl ?? '', beforeDrop: () => {} }, { env: { YINGDA_DEMO: 'off' } })
  try {
    assert.deepEqual(ok(await get('/api/staff/session/demo', {}, undefined, off)).body.people, [])
    const answer = await ask(off, 'POST', '/api/staff/session/demo', body, origin)
    refused(answer, 'request.not_found')
    assert.equal(answer.headers['set-cookie'], undefined)
    const password = await ask(off, 'POST', '/api/staff/session', { email: body.email, password: '' }, origin)
    assert.notEqual(password.status, 200)
  } finally {
    await off.stop()
  }
})

test('one network reads so many articles a minute, from however many of its addresses', async () => {
  const read = (at: number, headers: Caller['headers'] = {}) => get('/api/customer/articles?q=', headers, `2001:db8:77:1::${at.toString(16)}`)
  // Far beyond what one may, so that the turn of the minute does not matter.
  const answers = await Promise.all(Array.from({ length: 1100 }, (_, index) => read(index + 1)))
  assert.ok(answers.some((answer) => answer.body?.code === 'request.too_many'))
  assert.equal((await get('/api/customer/articles?q=', {}, '2001:db8:77:2::1')).status, 200)
  assert.equal((await read(1, (await aKnownCustomer(desk)).headers)).status, 200, 'who is signed in is counted by himself')
})
