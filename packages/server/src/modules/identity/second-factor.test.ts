import assert from 'node:assert/strict'
import { test } from 'node:test'
import { generateSync } from 'otplib'
import type { Browser } from './testing/browser.ts'
import { identityDesk } from './testing/identity-desk.ts'
import { softwareAuthenticator, type Authenticator } from './testing/software-authenticator.ts'

const desk = await identityDesk()
const ORIGIN = 'https://desk.example'

type Person = Awaited<ReturnType<typeof desk.person>>
const credentials = ({ email, password }: Person) => ({ email, password })
const codeAt = (secret: unknown, steps = 0): string =>
  generateSync({ secret: String(secret), epoch: Math.floor(desk.clock.now().getTime() / 1000) + steps * 30 })

async function signIn(person: Person, browser = desk.browser()): Promise<Browser> {
  assert.equal((await browser.post('/session/password', credentials(person))).status, 200)
  return browser
}

async function withTotp(person: Person): Promise<string> {
  const browser = await signIn(person)
  const setup = await browser.post('/session/totp/setup', {})
  const confirmed = await browser.post('/session/totp/confirm', { code: codeAt(setup.body['secret']) })
  assert.equal(confirmed.status, 200)
  desk.clock.advance(60_000)
  return String(setup.body['secret'])
}

async function withPasskey(person: Person): Promise<Authenticator> {
  const browser = await signIn(person)
  const authenticator = softwareAuthenticator(ORIGIN)
  const { body } = await browser.post('/session/passkey/register/start', {})
  const finished = await browser.post('/session/passkey/register/finish', { response: authenticator.create(body['options'] as Record<string, unknown>) })
  assert.equal(finished.status, 200, JSON.stringify(finished.body))
  return authenticator
}

const optionsOf = (answer: { body: Record<string, unknown> }) => answer.body['options'] as Record<string, unknown>

test('a lead without a second factor may only set one up, and then everything', async () => {
  const lead = await desk.person({ role: 'admin', password: 'hummingbird7' })
  const browser = await signIn(lead)
  assert.equal((await browser.get('/session')).body['secondFactorSetupRequired'], true)
  assert.equal((await browser.get('/admin/staff')).body['code'], 'auth.second_factor_setup_required')
  const { body } = await browser.post('/session/totp/setup', {})
  assert.match(String(body['uri']), /^otpauth:\/\/totp\/Yingda:/)
  assert.equal((await browser.post('/session/totp/confirm', { code: codeAt(body['secret'], -5) })).body['code'], 'auth.second_factor_wrong')
  assert.equal((await browser.post('/session/totp/confirm', { code: codeAt(body['secret']) })).status, 200)
  assert.equal((await browser.get('/admin/staff')).status, 200)
  assert.equal((await browser.get('/session')).body['hasTotp'], true)
})

test('the secret is not readable in the database', async () => {
  const lead = await desk.person({ role: 'lead' })
  const secret = await withTotp(lead)
  const { rows } = await desk.database.pool.query('select totp_secret from staff where id = $1', [lead.id])
  assert.ok(!rows[0].totp_secret.toString('latin1').includes(secret))
})

test('a password alone opens only the second step; the code completes it, once', async () => {
  const lead = await desk.person({ role: 'lead' })
  const signedInAt = desk.clock.now().toISOString()
  const secret = await withTotp(lead)
  const browser = desk.browser()
  const first = await browser.post('/session/password', credentials(lead))
  assert.deepEqual([first.body['step'], first.body['methods']], ['second_factor', ['totp']])
  assert.deepEqual(first.body['lastSignIn'], { at: signedInAt, userAgent: 'a browser of the tests' }, 'and says of the sign-in before')
  assert.equal((await browser.get('/session')).body['code'], 'auth.second_factor_required')
  const pending = browser.cookies.get('yingda_session')
  const code = codeAt(secret)
  assert.deepEqual((await browser.post('/session/totp', { code })).body, { step: 'done' })
  assert.notEqual(browser.cookies.get('yingda_session'), pending, 'the token is a new one')
  assert.equal((await browser.get('/session')).status, 200)

  const second = await signIn(lead, desk.browser())
  assert.equal((await second.post('/session/totp', { code })).body['code'], 'auth.second_factor_wrong')
  assert.equal((await second.post('/session/totp', { code: codeAt(secret, 1) })).status, 200, 'one step early is fine')
  const types = (await desk.entriesOf(lead.id)).map(({ type }) => type)
  assert.deepEqual(types, ['staff.signed_in', 'staff.second_factor_added', 'staff.signed_in', 'staff.sign_in_failed', 'staff.signed_in'])
})

test('one code handed in by eight at once lets one in', async () => {
  const lead = await desk.person({ role: 'lead' })
  const secret = await withTotp(lead)
  const browsers = []
  for (let index = 0; index < 8; index += 1) browsers.push(await signIn(lead, desk.browser(`192.0.2.${index}`)))
  const code = codeAt(secret)
  const answers = await Promise.all(browsers.map((browser) => browser.post('/session/totp', { code })))
  assert.equal(answers.filter((answer) => answer.status === 200).length, 1)
})

test('guessing codes has to wait, also when the password is given anew in between', async () => {
  const lead = await desk.person({ role: 'lead' })
  await withTotp(lead)
  const codes = []
  for (let index = 0; index < 5; index += 1) {
    const browser = await signIn(lead, desk.browser('192.0.2.50'))
    const { body } = await browser.post('/session/totp', { code: '000000' })
    codes.push(body['code'])
    if (index < 3) assert.deepEqual(body['data'], { triesLeft: 2 - index, pauseSeconds: 30 }, 'it is said how many more, and then how long')
  }
  assert.deepEqual(codes, [...Array.from({ length: 3 }, () => 'auth.second_factor_wrong'), 'auth.wait_before_retry', 'auth.wait_before_retry'])
})

test('the second step has ten minutes', async () => {
  const lead = await desk.person({ role: 'lead' })
  const secret = await withTotp(lead)
  const browser = await signIn(lead, desk.browser())
  desk.clock.advance(10 * 60_000)
  assert.equal((await browser.post('/session/totp', { code: codeAt(secret) })).body['code'], 'auth.required')
})

test('a passkey is registered and signs in', async () => {
  const lead = await desk.person({ role: 'lead' })
  const authenticator = await withPasskey(lead)
  const browser = desk.browser()
  assert.deepEqual((await browser.post('/session/password', credentials(lead))).body['methods'], ['passkey'])
  const start = await browser.post('/session/passkey/start', {})
  const response = authenticator.get(optionsOf(start))
  assert.deepEqual((await browser.post('/session/passkey/finish', { response })).body, { step: 'done' })
  assert.equal((await browser.get('/session')).body['passkeys'], 1)

  const replay = await signIn(lead, desk.browser())
  await replay.post('/session/passkey/start', {})
  assert.equal((await replay.post('/session/passkey/finish', { response })).body['code'], 'auth.second_factor_wrong', 'an answer holds for its own challenge')
})

test('a passkey’s answer fails from another site, for a spent challenge, from a stranger, a copy, and as nonsense', async () => {
  const lead = await desk.person({ role: 'lead' })
  const authenticator = await withPasskey(lead)
  const attempt = async (answer: (options: Record<string, unknown>) => unknown, again = false) => {
    desk.clock.advance(3_600_000)
    const browser = await signIn(lead, desk.browser())
    const options = optionsOf(await browser.post('/session/passkey/start', {}))
    if (again) await browser.post('/session/passkey/finish', { response: { id: 'x', rawId: 'x', type: 'public-key', response: {} } })
    return (await browser.post('/session/passkey/finish', { response: answer(options) })).body['code'] ?? 'in'
  }
  assert.equal(await attempt((options) => authenticator.get(options)), 'in')
  const wrong = 'auth.second_factor_wrong'
  assert.equal(await attempt((options) => authenticator.get(options, { origin: 'https://desk.example.evil' })), wrong)
  assert.equal(await attempt((options) => authenticator.get(options), true), wrong)
  assert.equal(await attempt((options) => softwareAuthenticator(ORIGIN).get(options)), wrong)
  assert.equal(await attempt((options) => authenticator.clone().get(options)), wrong)
  assert.equal(await attempt(() => ({})), wrong)
  assert.equal(await attempt((options) => authenticator.get(options)), 'in')
})

test('the first factor ends sessions opened with the password alone', async () => {
  const agent = await desk.person({})
  const elsewhere = await signIn(agent, desk.browser())
  await withTotp(agent)
  assert.equal((await elsewhere.get('/session')).body['code'], 'auth.required')
})

test('a new factor is not added to a session left open', async () => {
  const agent = await desk.person({})
  const browser = await signIn(agent)
  desk.clock.advance(5 * 60_000)
  assert.equal((await browser.post('/session/totp/setup', {})).body['code'], 'auth.step_up_required')
  assert.equal((await browser.post('/session/passkey/register/start', {})).body['code'], 'auth.step_up_required')
})

test('a step-up lasts five minutes to the millisecond, and turns the token', async () => {
  const admin = await desk.person({ role: 'admin' })
  const secret = await withTotp(admin)
  const browser = await signIn(admin, desk.browser())
  assert.equal((await browser.post('/session/totp', { code: codeAt(secret) })).status, 200)
  const team = () => browser.post('/admin/teams', { nameZh: '退款组', nameEn: 'Refunds', questionTypes: [] })
  assert.equal((await team()).status, 200, 'a fresh sign-in is fresh')
  desk.clock.advance(5 * 60_000)
  assert.equal((await team()).body['code'], 'auth.step_up_required')
  assert.equal((await browser.post('/session/step-up', { method: 'password', password: admin.password })).body['code'], 'auth.second_factor_required')

  const before = browser.cookies.get('yingda_session') ?? ''
  assert.equal((await browser.post('/session/step-up', { method: 'totp', code: codeAt(secret) })).status, 200)
  assert.notEqual(browser.cookies.get('yingda_session'), before)
  desk.clock.advance(5 * 60_000 - 1)
  assert.equal((await team()).status, 200)
  desk.clock.advance(1)
  assert.equal((await team()).body['code'], 'auth.step_up_required')
})

test('the token before a step-up still serves requests under way, without its power, and then nothing', async () => {
  const admin = await desk.person({ role: 'admin' })
  const authenticator = await withPasskey(admin)
  const browser = await signIn(admin, desk.browser())
  const start = await browser.post('/session/passkey/start', {})
  await browser.post('/session/passkey/finish', { response: authenticator.get(optionsOf(start)) })
  const old = desk.browser()
  for (const [name, value] of browser.cookies) old.cookies.set(name, value)
  const stepUp = await browser.post('/session/step-up/passkey/start', {})
  assert.equal((await browser.post('/session/step-up/passkey/finish', { response: authenticator.get(optionsOf(stepUp)) })).status, 200)
  assert.equal((await old.get('/admin/teams')).status, 200)
  assert.equal((await old.post('/admin/teams', { nameZh: '甲', nameEn: 'A', questionTypes: [] })).body['code'], 'auth.step_up_required')
  desk.clock.advance(10_000)
  assert.equal((await old.get('/admin/teams')).body['code'], 'auth.required')
  assert.equal((await browser.get('/admin/teams')).status, 200)
})

test('an agent without a factor steps up with the password, under the same growing wait', async () => {
  const agent = await desk.person({})
  const browser = await signIn(agent)
  const stepUp = (password: string) => browser.post('/session/step-up', { method: 'password', password })
  assert.equal((await stepUp(agent.password)).status, 200)
  const codes = [await stepUp('no'), await stepUp('no'), await stepUp('no'), await stepUp(agent.password)].map((answer) => answer.body['code'])
  assert.deepEqual(codes, [...Array.from({ length: 3 }, () => 'auth.wrong_credentials'), 'auth.wait_before_retry'])
})

test('a factor is taken away after a fresh proof, a lead’s last one is not', async () => {
  const lead = await desk.person({ role: 'lead' })
  const secret = await withTotp(lead)
  const browser = await signIn(lead, desk.browser())
  await browser.post('/session/totp', { code: codeAt(secret) })
  assert.equal((await browser.delete('/session/totp')).body['code'], 'auth.second_factor_setup_required')

  const { body } = await browser.post('/session/passkey/register/start', {})
  await browser.post('/session/passkey/register/finish', { response: softwareAuthenticator(ORIGIN).create(body['options'] as Record<string, unknown>) })
  assert.equal((await browser.delete('/session/totp')).status, 200)
  assert.equal((await browser.delete('/session/totp')).body['code'], 'request.not_found')
  const { passkeys } = (await browser.get('/session/passkeys')).body as { passkeys: { id: string }[] }
  assert.equal((await browser.delete(`/session/passkeys/${passkeys[0]?.id}`)).body['code'], 'auth.second_factor_setup_required')
  desk.clock.advance(5 * 60_000)
  assert.equal((await browser.delete('/session/totp')).body['code'], 'auth.step_up_required')
  assert.deepEqual((await desk.entriesOf(lead.id)).at(-1), {
    type: 'staff.second_factor_removed',
    data: { why: 'by_hand', factor: 'totp' },
    actor: { id: lead.id, kind: 'agent', name: '林晓' },
  })
})
