import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StaffId } from '@yingda/protocol/ids.ts'
import { signInWithPasskey } from './sign-in.ts'
import { startPasskeySignIn } from './commands/start-passkey-sign-in.ts'
import type { Browser } from './testing/browser.ts'
import { identityDesk, rowsOf } from './testing/identity-desk.ts'
import { softwareAuthenticator, type Authenticator } from './testing/software-authenticator.ts'

const desk = await identityDesk()
const ORIGIN = 'https://desk.example'
type Options = Record<string, unknown>

/** Somebody who has joined and registered a passkey. */
async function holder(role: 'agent' | 'lead' = 'lead'): Promise<{ id: StaffId; authenticator: Authenticator; email: string; password: string }> {
  const person = await desk.person({ role })
  const browser = desk.browser()
  await browser.post('/session/password', { email: person.email, password: person.password })
  const authenticator = softwareAuthenticator(ORIGIN)
  const { body } = await browser.post('/session/passkey/register/start', {})
  const options = body['options'] as { authenticatorSelection: { residentKey: string } } & Options // as the library writes it
  assert.equal(options.authenticatorSelection.residentKey, 'preferred', 'a passkey that is to be found must be kept by the device')
  assert.equal((await browser.post('/session/passkey/register/finish', { response: authenticator.create(options) })).status, 200)
  return { ...person, authenticator }
}

async function begin(browser: Browser): Promise<Options> {
  const start = await browser.post('/session/sign-in/passkey/start', {})
  assert.equal(start.status, 200)
  return start.body['options'] as Options
}
const finish = (browser: Browser, response: Options) => browser.post('/session/sign-in/passkey/finish', { response })

/** Each attempt from an address of its own, long after the one before. */
let addresses = 0
async function attempt(answer: (options: Options) => Options) {
  desk.clock.advance(3_600_000)
  const browser = desk.browser(`198.51.100.${(addresses += 1)}`)
  return finish(browser, answer(await begin(browser)))
}

test('a passkey alone signs a lead in, as both factors, recorded like any other sign-in', async () => {
  const { id, authenticator } = await holder()
  const browser = desk.browser('192.0.2.1')
  const start = await browser.post('/session/sign-in/passkey/start', {})
  const [cookie = ''] = start.setCookies
  for (const flag of ['yingda_passkey=', 'HttpOnly', 'Secure', 'SameSite=Lax', 'Max-Age=300']) assert.ok(cookie.includes(flag), flag)
  const options = start.body['options'] as Options
  assert.deepEqual([options['userVerification'], options['allowCredentials']], ['required', undefined])

  assert.deepEqual((await finish(browser, authenticator.get(options))).body, { step: 'done' })
  assert.equal(browser.cookies.has('yingda_passkey'), false)
  const me = await browser.get('/session')
  assert.deepEqual([me.body['id'], me.body['secondFactorSetupRequired']], [id, false])
  const last = (await desk.entriesOf(id)).at(-1)
  assert.deepEqual([last?.type, last?.data['proofs']], ['staff.signed_in', ['passkey']])
})

test('the other node takes the answer to a challenge that this one gave', async () => {
  const { authenticator } = await holder()
  const { options, token } = await desk.system((ctx) => startPasskeySignIn(ctx, desk.deps, { address: '192.0.2.2' }))
  const from = { address: '192.0.2.2', userAgent: '' }
  await signInWithPasskey({ ...desk.deps, runner: desk.other }, { token, response: authenticator.get({ ...options }), from })
})

test('a stranger’s passkey, another site, a person who is gone, an unverified touch and a copy are refused alike', async () => {
  const { id, authenticator } = await holder()
  const gone = await holder()
  await rowsOf(desk).updateTable('staff').set({ active: false }).where('id', '=', gone.id).execute()
  const other = await holder()
  const copied = await holder()
  assert.equal((await attempt((options) => copied.authenticator.get(options))).status, 200)

  const stranger = softwareAuthenticator(ORIGIN)
  const answers = [
    await attempt((options) => stranger.get(options)),
    await attempt((options) => authenticator.get(options, { origin: 'https://desk.example.evil' })),
    await attempt((options) => gone.authenticator.get(options)),
    await attempt((options) => other.authenticator.get(options, { verified: false })),
    await attempt((options) => copied.authenticator.clone().get(options)),
  ]
  for (const { status, body, setCookies } of answers) {
    assert.deepEqual([status, body['code'], body['data'], setCookies], [401, 'auth.passkey_wrong', { triesLeft: 2, pauseSeconds: 30 }, []])
  }
  assert.equal((await attempt((options) => ({ ...authenticator.get(options), id: 'x', rawId: 'x' }))).body['code'], 'auth.passkey_wrong')
  assert.ok((await desk.entriesOf(id)).some(({ type, data }) => type === 'staff.sign_in_failed' && data['proof'] === 'passkey'))
})

test('a passkey that names nobody, or somebody else, signs nobody in', async () => {
  const { authenticator } = await holder()
  const other = await holder()
  const naming = (userHandle: string | undefined) => (options: Options) => {
    const answer = authenticator.get(options)
    return { ...answer, response: { ...(answer['response'] as Options), userHandle } }
  }
  assert.equal((await attempt(naming(undefined))).body['code'], 'auth.passkey_wrong')
  desk.clock.advance(3_600_000)
  assert.equal((await attempt(naming(Buffer.from(other.id).toString('base64url')))).body['code'], 'auth.passkey_wrong')
})

test('a challenge is answered once, by the browser that asked, within five minutes', async () => {
  const { authenticator } = await holder()
  const browser = desk.browser('192.0.2.3')
  const response = authenticator.get(await begin(browser))
  const ceremony = browser.cookies.get('yingda_passkey') ?? ''
  assert.equal((await finish(desk.browser('192.0.2.4'), response)).body['code'], 'auth.expired', 'no cookie')
  const thief = desk.browser('192.0.2.5')
  await begin(thief)
  assert.equal((await finish(thief, response)).body['code'], 'auth.passkey_wrong', 'a challenge of his own')
  desk.clock.advance(60_000)
  assert.equal((await finish(browser, response)).status, 200)
  browser.cookies.set('yingda_passkey', ceremony)
  assert.equal((await finish(browser, response)).body['code'], 'auth.expired', 'replayed')

  const late = desk.browser('192.0.2.6')
  const options = await begin(late)
  desk.clock.advance(5 * 60_000)
  assert.equal((await finish(late, authenticator.get(options))).body['code'], 'auth.expired')
  await begin(late)
  const left = await rowsOf(desk).selectFrom('passkey_sign_in').selectAll().execute()
  assert.ok(
    left.every((row) => row.expires_at > desk.clock.now()),
    'what nobody answered is let go',
  )
})

test('one answer handed in by eight at once lets one in', async () => {
  const { authenticator } = await holder()
  const browser = desk.browser('192.0.2.7')
  const response = authenticator.get(await begin(browser))
  const token = browser.cookies.get('yingda_passkey') ?? ''
  await desk.warm(8)
  const nodes = [desk.deps, { ...desk.deps, runner: desk.other }]
  const race = Array.from({ length: 8 }, (_, index) =>
    signInWithPasskey(nodes[index % 2] ?? desk.deps, { token, response, from: { address: `192.0.2.${50 + index}`, userAgent: '' } }),
  )
  assert.equal((await Promise.allSettled(race)).filter(({ status }) => status === 'fulfilled').length, 1)
})

test('wrong answers have to wait, longer each time, for a known passkey and an unknown one alike; the right one ends it', async () => {
  const { authenticator } = await holder()
  const stranger = softwareAuthenticator(ORIGIN)
  for (const [index, device] of [authenticator, stranger].entries()) {
    const wrong = async () => {
      const browser = desk.browser(`203.0.113.${100 + index}`)
      return finish(browser, device.get(await begin(browser), { origin: 'https://evil.example' }))
    }
    const answers = [await wrong(), await wrong(), await wrong(), await wrong()]
    assert.deepEqual(
      answers.map(({ body }) => body['code']),
      [...Array.from({ length: 3 }, () => 'auth.passkey_wrong'), 'auth.wait_before_retry'],
    )
    assert.equal(answers[3]?.retryAfter, '30')
  }
  desk.clock.advance(30_000)
  const browser = desk.browser('203.0.113.100')
  assert.equal((await finish(browser, authenticator.get(await begin(browser)))).status, 200)
  const again = desk.browser('203.0.113.101')
  assert.deepEqual((await finish(again, authenticator.clone().get(await begin(again)))).body['data'], { triesLeft: 2, pauseSeconds: 30 })
})

test('another site cannot begin, and one address cannot begin without end', async () => {
  const browser = desk.browser('192.0.2.99')
  const foreign = await browser.post('/session/sign-in/passkey/start', {}, { headers: { origin: 'https://evil.example' } })
  assert.equal(foreign.body['code'], 'request.origin_not_allowed')
  const codes = []
  for (let index = 0; index < 121; index += 1) codes.push((await browser.post('/session/sign-in/passkey/start', {})).body['code'] ?? 'ok')
  assert.deepEqual([codes[0], codes.at(-1)], ['ok', 'request.too_many'])
})
