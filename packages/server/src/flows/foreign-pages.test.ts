/** What a page of somebody else's can do in the browser of a customer or of staff, also one whose name leads to this server. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadDemo } from '../app/load-demo.ts'
import { testDatabase } from '../testing/database.ts'
import { aColleague, ask } from './callers.ts'
import { aDesk, SECRETS } from './desk.ts'
import { dial } from './line.ts'
import { ok, refused } from './talk.ts'

const database = await testDatabase()
const env = {
  ROLES: 'api,gateway',
  YINGDA_DEMO: 'on',
  WALLET_URL: 'http://127.0.0.1:1',
  WALLET_SECRET: 'w'.repeat(32),
  WEBHOOK_SECRET: SECRETS.webhook,
  DEMO_WALLET_PORT: '4999',
  WIDGET_ORIGINS: 'https://wallet.example',
}
const desk = await aDesk(database, { env })
await desk.start()
await loadDemo(desk.app.runner)
const { port } = new URL(desk.origin())
const evil = { host: `evil.example:${port}`, origin: `http://evil.example:${port}` }
/** As browsers name the page and the server on this machine, and by its public name. */
const OWN = [
  ...['localhost', '127.0.0.1', '[::1]'].map((name) => ({ host: `${name}:${port}`, origin: `http://${name}:${port}` })),
  { host: 'desk.example', origin: 'https://desk.example' },
]

const people = ok(await ask(desk, 'GET', '/api/staff/session/demo', undefined)).body.people
const signIn = (headers: Readonly<Record<string, string>>, path = '/api/staff/session/demo') => ask(desk, 'POST', path, { email: people[0].email }, { headers })

test('a page that is not allowed starts nothing at a customers’ door, however it spells the address', async () => {
  for (const path of ['/api/customer/visitors', '/%61pi/customer/visitors', '/api/%63ustomer/visitors', '/api/customer/visitor%73']) {
    for (const origin of ['http://evil.example', evil.origin, 'null']) {
      refused(await ask(desk, 'POST', path, {}, { headers: { host: evil.host, origin } }), 'request.origin_not_allowed')
    }
    for (const origin of ['https://wallet.example', 'http://localhost:4999', 'http://127.0.0.1:4999', ...OWN.map((own) => own.origin)]) {
      const answer = ok(await ask(desk, 'POST', path, {}, { headers: { origin } }))
      assert.equal(answer.headers['access-control-allow-origin'], origin)
    }
  }
})

test('a page whose own name leads here signs nobody in and changes nothing, though its Origin and its Host agree', async () => {
  const lead = await aColleague(desk, { role: 'lead' })
  for (const path of ['/api/staff/session/demo', '/api/%73taff/session/demo']) {
    for (const headers of [
      evil,
      { host: evil.host },
      { ...evil, host: 'desk.example' },
      { host: `localhost:${Number(port) + 1}`, origin: 'https://desk.example' },
    ]) {
      const answer = await signIn(headers, path)
      refused(answer, 'request.origin_not_allowed')
      assert.equal(answer.headers['set-cookie'], undefined)
    }
    refused(await ask(desk, 'GET', path, undefined, { headers: { host: evil.host } }), 'request.origin_not_allowed')
  }
  refused(await lead.put('/session/availability', { available: false }, { headers: evil }), 'request.origin_not_allowed')
  refused(await lead.get('/colleagues', { headers: { host: evil.host } }), 'request.origin_not_allowed')
  for (const own of OWN) {
    ok(await signIn(own))
    ok(await lead.put('/session/availability', { available: true }, { headers: own }))
  }
})

test('a socket opens for known pages at known names alone', async () => {
  for (const side of ['customer', 'staff'] as const) {
    const foreign: Readonly<Record<string, string>>[] = [evil, { host: evil.host }, { origin: evil.origin }, { origin: 'null' }]
    for (const headers of foreign) {
      await assert.rejects(dial(desk, { side, headers }), /refused with 403/, `${side} ${JSON.stringify(headers)}`)
    }
    for (const own of OWN) (await dial(desk, { side, headers: own })).hangUp()
    ;(await dial(desk, { side })).hangUp()
  }
  for (const origin of ['https://wallet.example', 'http://127.0.0.1:4999']) {
    ;(await dial(desk, { side: 'customer', headers: { origin } })).hangUp()
    await assert.rejects(dial(desk, { side: 'staff', headers: { origin } }), /refused with 403/)
  }
})

test('behind a proxy the name that it hands on is the one that counts, and only if the proxy is believed', async () => {
  const inside = { ...env, HOST: '0.0.0.0' }
  const believing = await aDesk(database, { env: { ...inside, TRUST_PROXY: '10.0.0.0/8' } })
  const asOn = (which: typeof desk, host: string, forwarded: string, address = '10.0.0.1') =>
    ask(which, 'GET', '/api/staff/session/demo', undefined, { headers: { host, 'x-forwarded-host': forwarded }, address })
  ok(await asOn(believing, 'desk.example', ''))
  ok(await asOn(believing, 'yingda.internal:4600', 'desk.example'))
  ok(await asOn(believing, 'yingda.internal:4600', 'evil.example, desk.example'))
  refused(await asOn(believing, 'desk.example', 'evil.example'), 'request.origin_not_allowed')
  refused(await asOn(believing, 'evil.example', 'desk.example', '203.0.113.9'), 'request.origin_not_allowed')
  refused(await asOn(believing, 'localhost:4600', ''), 'request.origin_not_allowed')
  refused(await asOn(desk, 'evil.example', 'desk.example'), 'request.origin_not_allowed')
})
