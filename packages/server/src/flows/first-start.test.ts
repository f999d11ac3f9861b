/** What a first start opens and what it must not: the demo, the first admin, secrets on disk. */
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { loadDemo } from '../app/load-demo.ts'
import { firstAdminLink } from '../modules/identity/api.ts'
import { loadConfig } from '../platform/config.ts'
import { SYSTEM } from '../testing/builders.ts'
import { testDatabase } from '../testing/database.ts'
import { aColleague, ask } from './callers.ts'
import { aDesk, SECRETS } from './desk.ts'
import { ok, refused } from './talk.ts'

const env = { ROLES: 'api,gateway' }

test('the demo is loaded into an empty deployment, once, and signs its own people in by a click', async () => {
  const desk = await aDesk(await testDatabase(), { env: { ...env, YINGDA_DEMO: 'on', WALLET_SECRET: SECRETS.wallet, WEBHOOK_SECRET: SECRETS.webhook } })
  const first = await loadDemo(desk.app.runner)
  assert.ok(first !== null)
  assert.deepEqual(await loadDemo(desk.app.runner), first)
  const { people } = ok(await ask(desk, 'GET', '/api/staff/session/demo', undefined)).body
  assert.ok(people.length >= 5)
  ok(await ask(desk, 'POST', '/api/staff/session/demo', { email: people[0].email }))
  assert.equal(await desk.app.runner.run(SYSTEM, (ctx) => firstAdminLink(ctx, desk.app.identity)), null)
})

test('where somebody works no demo is loaded, nobody is added, and nobody signs in by a click', async () => {
  const desk = await aDesk(await testDatabase(), { env: { ...env, YINGDA_DEMO: 'on', WALLET_SECRET: SECRETS.wallet, WEBHOOK_SECRET: SECRETS.webhook } })
  const admin = await aColleague(desk, { role: 'admin' })
  assert.equal(await loadDemo(desk.app.runner), null)
  assert.equal(ok(await admin.get('/admin/staff')).body.staff.length, 1)
  assert.deepEqual(ok(await ask(desk, 'GET', '/api/staff/session/demo', undefined)).body.people, [])
  refused(await ask(desk, 'POST', '/api/staff/session/demo', { email: 'zhou.ming@demo.yingda.example' }), 'request.not_found')
})

test('a deployment that was a demo and is one no longer lets nobody in by a click', async () => {
  const database = await testDatabase()
  const was = await aDesk(database, { env: { ...env, YINGDA_DEMO: 'on', WALLET_SECRET: SECRETS.wallet, WEBHOOK_SECRET: SECRETS.webhook } })
  await loadDemo(was.app.runner)
  const desk = await aDesk(database, { env })
  assert.deepEqual(ok(await ask(desk, 'GET', '/api/staff/session/demo', undefined)).body.people, [])
  refused(await ask(desk, 'POST', '/api/staff/session/demo', { email: 'zhou.ming@demo.yingda.example' }), 'request.not_found')
})

test('the first admin comes by a link that works once and for one alone, and then there is no other', async () => {
  const desk = await aDesk(await testDatabase(), { env })
  const links = await Promise.all([1, 2].map(() => desk.app.runner.run(SYSTEM, (ctx) => firstAdminLink(ctx, desk.app.identity))))
  const tokenOf = (link: string | null | undefined): string => /token=([\w-]+)/.exec(link ?? '')?.[1] ?? ''
  const become = (link: string | null | undefined, email: string) =>
    ask(desk, 'POST', '/api/staff/session/invitation', { token: tokenOf(link), name: '周明', password: 'three slow blue herons', email })
  assert.notEqual(tokenOf(links[0]), '')
  const came = await Promise.all(links.map((link, index) => become(link, `admin${index}@desk.example`)))
  assert.equal(came.filter((answer) => answer.status === 200).length, 1, came.map((answer) => answer.text).join())
  for (const answer of came.filter((one) => one.status !== 200)) refused(answer, 'auth.link_expired')
  for (const link of links) refused(await become(link, 'third@desk.example'), 'auth.link_expired')
  assert.equal(await desk.app.runner.run(SYSTEM, (ctx) => firstAdminLink(ctx, desk.app.identity)), null)
})

test('with a database of the operator’s there is no demo unless it was asked for, and no secret is made up', () => {
  const root = mkdtempSync(join(tmpdir(), 'yingda-config-'))
  try {
    const given = { DATABASE_URL: 'postgres://yingda:x@127.0.0.1:1/yingda', YINGDA_DATA: root, SESSION_SECRET: SECRETS.session }
    const config = loadConfig(given, { root })
    assert.deepEqual([config.demo, config.wallet, config.webhook, config.customerKeys], [false, null, null, null])
    assert.throws(() => loadConfig({ ...given, SESSION_SECRET: undefined }, { root }), /SESSION_SECRET/)
    assert.throws(() => loadConfig({ ...given, YINGDA_DEMO: 'on' }, { root }), /CUSTOMER_JWT_SECRET/)
    assert.deepEqual(readdirSync(root), [])
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
})

test('secrets that are made for a newcomer lie in files that nobody else reads', () => {
  const root = mkdtempSync(join(tmpdir(), 'yingda-keys-'))
  try {
    const config = loadConfig({ YINGDA_DATA: root }, { root })
    assert.equal(config.demo, true)
    const keys = join(root, 'keys')
    assert.equal(statSync(keys).mode & 0o077, 0)
    const files = readdirSync(keys)
    assert.ok(files.length >= 4)
    for (const file of files) assert.equal(statSync(join(keys, file)).mode & 0o777, 0o600, file)
    assert.equal(loadConfig({ YINGDA_DATA: root }, { root }).sessionSecret, config.sessionSecret)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
})
