import assert from 'node:assert/strict'
import { test } from 'node:test'
import { generateSync } from 'otplib'
import { finishSignIn } from './commands/finish-sign-in.ts'
import { SYSTEM } from './entries.ts'
import type { Browser } from './testing/browser.ts'
import { identityDesk, rowsOf } from './testing/identity-desk.ts'
import { hashToken } from './seals.ts'

const desk = await identityDesk()
type Person = Awaited<ReturnType<typeof desk.person>>
type Kept = { person: Person; codes: string[]; home: Browser }

const WRONG = 'auth.second_factor_wrong'

async function signIn(person: Person, browser = desk.browser()): Promise<Browser> {
  const { email, password } = person
  assert.equal((await browser.post('/session/password', { email, password })).status, 200)
  return browser
}

const renew = async (browser: Browser): Promise<string[]> => {
  const { status, body } = await browser.post('/session/backup-codes', {})
  assert.equal(status, 200, JSON.stringify(body))
  return body['codes'] as string[]
}

async function setUpTotp(browser: Browser): Promise<void> {
  const { body } = await browser.post('/session/totp/setup', {})
  const code = generateSync({ secret: String(body['secret']), epoch: Math.floor(desk.clock.now().getTime() / 1000) })
  assert.equal((await browser.post('/session/totp/confirm', { code })).status, 200)
}

/** A lead with an authenticator and ten backup codes. */
async function withCodes(): Promise<Kept> {
  const person = await desk.person({ role: 'lead' })
  const home = await signIn(person)
  await setUpTotp(home)
  return { person, codes: await renew(home), home }
}

const give = async ({ person }: Kept, code: string | undefined, browser = desk.browser()) =>
  (await signIn(person, browser)).post('/session/backup-code', { code: code ?? assert.fail('no code') })

test('ten codes are shown, one of them signs in, once, and is on record as what it was', async () => {
  const kept = await withCodes()
  assert.equal(new Set(kept.codes).size, 10)
  const browser = desk.browser()
  const { email, password } = kept.person
  assert.deepEqual((await browser.post('/session/password', { email, password })).body['methods'], ['totp', 'backup_code'])
  assert.deepEqual((await browser.post('/session/backup-code', { code: ` ${kept.codes[3]?.toUpperCase().replaceAll('-', ' ')}` })).body, { step: 'done' })
  assert.equal((await browser.get('/session')).body['backupCodes'], 9)
  assert.deepEqual((await desk.entriesOf(kept.person.id)).at(-1)?.data['proofs'], ['password', 'backup_code'])

  assert.equal((await give(kept, kept.codes[3])).body['code'], WRONG, 'used is used')
  assert.equal((await desk.entriesOf(kept.person.id)).at(-1)?.data['proof'], 'backup_code')
  assert.equal((await give(kept, kept.codes[4])).status, 200)
})

test('somebody else’s code is worth nothing', async () => {
  const [kept, other] = [await withCodes(), await withCodes()]
  assert.equal((await give(kept, other.codes[0])).body['code'], WRONG)
  assert.equal((await give(other, other.codes[0])).status, 200, 'and it was not spent by the stranger')
  assert.notDeepEqual(
    desk.deps.seals.hashBackupCode(kept.person.id, kept.codes[0] ?? ''),
    desk.deps.seals.hashBackupCode(other.person.id, kept.codes[0] ?? ''),
    'the same code of two people is not the same in the table',
  )
})

test('renewed codes void the ones before, and renewing wants a fresh proof', async () => {
  const kept = await withCodes()
  const renewed = await renew(kept.home)
  assert.equal((await give(kept, kept.codes[0])).body['code'], WRONG)
  assert.equal((await give(kept, renewed[0])).status, 200)
  assert.equal((await kept.home.get('/session')).body['backupCodes'], 9)

  desk.clock.advance(5 * 60_000)
  assert.equal((await kept.home.post('/session/backup-codes', {})).body['code'], 'auth.step_up_required')
  assert.equal((await kept.home.post('/session/step-up', { method: 'backup_code', code: renewed[1] })).status, 200, 'a backup code is such a proof')
  assert.deepEqual((await desk.entriesOf(kept.person.id)).at(-1)?.data['proof'], 'backup_code')
  assert.equal((await kept.home.post('/session/step-up', { method: 'backup_code', code: renewed[1] })).body['code'], WRONG, 'spent')
  await renew(kept.home)
})

test('one code handed to two servers by eight at once lets one in', async () => {
  const kept = await withCodes()
  await desk.warm(8)
  const runners = [desk.deps.runner, desk.other]
  const pending = []
  for (let index = 0; index < 8; index += 1) {
    const token = (await signIn(kept.person, desk.browser(`192.0.2.${index}`))).cookies.get('yingda_session') ?? ''
    const row = await rowsOf(desk).selectFrom('staff_session').select('id').where('token_hash', '=', hashToken(token)).executeTakeFirstOrThrow()
    pending.push({ sessionId: row.id, from: { address: `192.0.2.${index}`, userAgent: '' } })
  }
  const proof = { method: 'backup_code', code: kept.codes[0] ?? '' } as const
  const answers = await Promise.allSettled(
    pending.map((each, index) =>
      (runners[index % 2] ?? desk.other).run(SYSTEM, (ctx) => finishSignIn(ctx, desk.deps, { ...each, staffId: kept.person.id, proof })),
    ),
  )
  assert.equal(answers.filter((answer) => answer.status === 'fulfilled' && 'token' in answer.value).length, 1)
})

test('guessing backup codes waits like guessing any other proof, and the two share one count', async () => {
  const kept = await withCodes()
  const answers = [
    await give(kept, '0000-0000-0000-0000'),
    await (await signIn(kept.person)).post('/session/totp', { code: '000000' }),
    await give(kept, '1111-1111-1111-1111'),
    await give(kept, kept.codes[0]),
  ]
  assert.deepEqual(
    answers.map(({ body }) => body['code']),
    [WRONG, WRONG, WRONG, 'auth.wait_before_retry'],
  )
  assert.deepEqual(answers[0]?.body['data'], { triesLeft: 2, pauseSeconds: 30 })
})

test('codes are not readable in the database', async () => {
  const kept = await withCodes()
  const { rows } = await desk.database.pool.query('select t::text as row from staff_backup_code t where staff_id = $1', [kept.person.id])
  assert.equal(rows.length, 10)
  const text = JSON.stringify(rows)
  for (const code of kept.codes) {
    const plain = code.replaceAll('-', '')
    for (const kind of [plain, Buffer.from(plain).toString('hex'), hashToken(plain).toString('hex'), hashToken(code).toString('hex')])
      assert.ok(!text.includes(kind))
  }
})

test('without a second factor there are no backup codes, and with the last factor they go', async () => {
  const agent = await desk.person({})
  const browser = await signIn(agent)
  assert.equal((await browser.post('/session/backup-codes', {})).body['code'], 'auth.second_factor_setup_required')
  await setUpTotp(browser)
  await renew(browser)
  assert.equal((await browser.delete('/session/totp')).status, 200)
  assert.equal((await browser.get('/session')).body['backupCodes'], 0)
  await setUpTotp(browser)
  const { email, password } = agent
  assert.deepEqual((await desk.browser().post('/session/password', { email, password })).body['methods'], ['totp'])
})
