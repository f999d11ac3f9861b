import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refuseForeignOrigin, sessionsStillValid, staffSession } from './session.ts'
import { findSignedIn } from './store/signed-in.ts'
import type { Browser } from './testing/browser.ts'
import { identityDesk, rowsOf } from './testing/identity-desk.ts'

const desk = await identityDesk()
const HOUR = 3_600_000

async function signedIn(): Promise<{ browser: Browser; id: string; sessionId: string }> {
  const { id, email, password } = await desk.person({})
  const browser = desk.browser()
  assert.equal((await browser.post('/session/password', { email, password })).status, 200)
  return { browser, id, sessionId: await currentOf(browser) }
}

async function currentOf(browser: Browser): Promise<string> {
  const { body } = await browser.get('/session/sessions')
  const own = body['sessions'] as { id: string; current: boolean }[]
  return own.find((session) => session.current)?.id ?? ''
}

const stillValid = (sessionId: string) => desk.deps.runner.query({ kind: 'system' }, async (ctx) => (await sessionsStillValid(ctx, [sessionId]))[0] ?? null)

test('without a session nothing of one’s own is answered', async () => {
  assert.equal((await desk.browser().get('/session')).body['code'], 'auth.required')
  const stranger = desk.browser()
  stranger.cookies.set('yingda_session', 'made-up')
  assert.equal((await stranger.get('/session')).body['code'], 'auth.required')
})

test('a session idles out after twelve hours; use keeps it alive, but not beyond seven days', async () => {
  const { browser } = await signedIn()
  for (let used = 0; used < 15; used += 1) {
    desk.clock.advance(11 * HOUR)
    assert.equal((await browser.get('/session')).status, 200)
  }
  desk.clock.advance(3 * HOUR)
  assert.equal((await browser.get('/session')).body['code'], 'auth.required')

  const idle = await signedIn()
  desk.clock.advance(12 * HOUR)
  assert.equal((await idle.browser.get('/session')).body['code'], 'auth.required')
  assert.equal(await stillValid(idle.sessionId), null)
})

test('the token stands in the database only as a hash', async () => {
  const { browser, sessionId } = await signedIn()
  const row = await rowsOf(desk).selectFrom('staff_session').selectAll().where('id', '=', sessionId).executeTakeFirstOrThrow()
  assert.ok(!JSON.stringify(row).includes(browser.cookies.get('yingda_session') ?? '?'))
  assert.equal(row.token_hash.length, 32)
})

test('a change needs the CSRF token of this very session', async () => {
  const { browser } = await signedIn()
  const { browser: another } = await signedIn()
  const change = (extra: Parameters<Browser['put']>[2]) => browser.put('/session/availability', { available: false }, extra)
  assert.equal((await change({ withoutCsrf: true })).body['code'], 'auth.csrf')
  assert.equal((await change({ headers: { 'x-yingda-csrf': another.cookies.get('yingda_csrf') ?? '' } })).body['code'], 'auth.csrf')
  assert.equal((await browser.get('/session')).body['available'], true)
  assert.equal((await change({})).status, 200)
  assert.equal((await browser.get('/session')).body['available'], false)
})

test('another site’s page changes nothing and signs nobody in', async () => {
  const { browser } = await signedIn()
  const foreign = { headers: { origin: 'https://evil.example' } }
  assert.equal((await browser.put('/session/availability', { available: false }, foreign)).body['code'], 'request.origin_not_allowed')
  assert.equal((await browser.put('/session/availability', { available: false }, { headers: { origin: 'null' } })).body['code'], 'request.origin_not_allowed')
  assert.equal((await desk.browser().post('/session/password', { email: 'a@b.example', password: 'x' }, foreign)).body['code'], 'request.origin_not_allowed')
  assert.equal((await browser.put('/session/availability', { available: false }, { headers: { origin: 'https://desk.example' } })).status, 200)
})

test('a socket’s upgrade is held to the origin as well', () => {
  const upgrade = (origin: string) => ({ method: 'GET', headers: { host: 'desk.example', origin, upgrade: 'websocket' } })
  assert.throws(() => refuseForeignOrigin(desk.deps, upgrade('https://evil.example')))
  refuseForeignOrigin(desk.deps, upgrade('https://desk.example'))
})

test('a bare upgrade request finds its session by the cookie', async () => {
  const { browser, id } = await signedIn()
  const session = await staffSession(desk.deps, { method: 'GET', headers: { cookie: `a=b; yingda_session=${browser.cookies.get('yingda_session')}` } })
  assert.equal(session.actor.staffId, id)
})

test('sessions are listed, and ending one stops it at once and tells the sockets', async () => {
  const { id, email, password } = await desk.person({})
  const [here, there] = [desk.browser(), desk.browser('198.51.100.9')]
  for (const browser of [here, there]) await browser.post('/session/password', { email, password })
  const { body } = await here.get('/session/sessions')
  assert.equal((body['sessions'] as unknown[]).length, 2)
  const ended = await currentOf(there)
  desk.hints.length = 0
  assert.equal((await here.delete(`/session/sessions/${ended}`)).status, 200)
  assert.equal((await there.get('/session')).body['code'], 'auth.required')
  assert.equal(await stillValid(ended), null)
  assert.deepEqual(
    desk.hints.filter((hint) => hint.kind === 'rights'),
    [{ kind: 'rights', staffId: id }],
  )
  assert.equal((await here.delete(`/session/sessions/${ended}`)).status, 404)
  assert.equal((await desk.entriesOf(id)).at(-1)?.type, 'staff.session_ended')
})

test('nobody ends another’s session', async () => {
  const lin = await signedIn()
  const maya = await signedIn()
  assert.equal((await maya.browser.delete(`/session/sessions/${lin.sessionId}`)).status, 404)
  assert.equal((await lin.browser.get('/session')).status, 200)
})

test('signing out clears the cookies and ends the session', async () => {
  const { browser, id, sessionId } = await signedIn()
  const old = browser.cookies.get('yingda_session') ?? ''
  await browser.post('/session/sign-out', {})
  assert.equal(browser.cookies.size, 0)
  assert.equal(await desk.deps.runner.query({ kind: 'system' }, (ctx) => findSignedIn(ctx, { token: old })), undefined)
  assert.deepEqual((await desk.entriesOf(id)).at(-1), { type: 'staff.signed_out', data: { sessionId }, actor: { id, kind: 'agent', name: '林晓' } })
})

test('choosing a language is recorded once', async () => {
  const { browser, id } = await signedIn()
  await browser.put('/session/language', { language: 'en' })
  await browser.put('/session/language', { language: 'en' })
  assert.equal((await browser.get('/session')).body['language'], 'en')
  assert.equal((await desk.entriesOf(id)).filter(({ type }) => type === 'staff.language_set').length, 1)
})
