import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inviteStaff } from './commands/invite-staff.ts'
import { signInWithPassword } from './sign-in.ts'
import { identityDesk } from './testing/identity-desk.ts'
import { Refused } from '../../platform/refused.ts'

const desk = await identityDesk()
const from = (address: string) => ({ address, userAgent: 'test' })

test('the right password signs an agent in, once recorded, with cookies no script and no plain line gets', async () => {
  const lin = await desk.person({})
  const browser = desk.browser()
  const answer = await browser.post('/session/password', { email: ` ${lin.email.toUpperCase()}`, password: lin.password })
  assert.deepEqual(answer.body, { step: 'done' })
  const [session = '', csrf = ''] = answer.setCookies
  for (const flag of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) assert.ok(session.includes(flag), flag)
  assert.ok(!csrf.includes('HttpOnly') && csrf.includes('Secure'))

  const me = await browser.get('/session')
  assert.equal(me.status, 200)
  assert.equal(me.body['email'], lin.email)
  const entries = await desk.entriesOf(lin.id)
  assert.deepEqual(
    entries.map(({ type, data }) => [type, data['proofs']]),
    [['staff.signed_in', ['password']]],
  )
})

test('over plain http the cookie is not Secure', async () => {
  const plain = await identityDesk('http://127.0.0.1:4600')
  const lin = await plain.person({})
  const { setCookies } = await plain.browser().post('/session/password', { email: lin.email, password: lin.password })
  assert.ok(!setCookies.join().includes('Secure'))
})

test('an unknown address, a wrong password, a person without one and one who has left are answered alike', async () => {
  const known = await desk.person({})
  const gone = await desk.person({})
  await desk.system((ctx) =>
    ctx.db.$extendTables<{ staff: { id: string; active: boolean } }>().updateTable('staff').set({ active: false }).where('id', '=', gone.id).execute(),
  )
  const invited = { email: 'not-yet@desk.example', password: 'whatever it may be' }
  await desk.system((ctx) => inviteStaff(ctx, { email: invited.email, name: '新人', role: 'agent', teamIds: [], capacity: 5 }))
  const tries = [{ email: 'nobody@desk.example', password: 'whatever it may be' }, { email: known.email, password: 'whatever it may be' }, gone, invited]
  const answers = []
  const took: number[] = []
  for (const [index, { email, password }] of tries.entries()) {
    const started = performance.now()
    answers.push(await desk.browser(`198.51.100.${index}`).post('/session/password', { email, password }))
    took.push(performance.now() - started)
  }
  for (const answer of answers) assert.deepEqual(answer, answers[0])
  assert.equal(answers[0]?.body['code'], 'auth.wrong_credentials')
  for (const ms of took) assert.ok(ms >= 245, `a wrong answer came after ${ms} ms`)
})

test('the wait grows, also for an address that is nobody’s, and ends with the right password', async () => {
  const lin = await desk.person({})
  for (const email of [lin.email, 'ghost@desk.example']) {
    const browser = desk.browser(email === lin.email ? '198.51.100.20' : '198.51.100.21')
    const wrong = () => browser.post('/session/password', { email, password: 'not it' })
    const codes = [await wrong(), await wrong(), await wrong(), await wrong()].map((answer) => answer.body['code'])
    assert.deepEqual(codes, [...Array.from({ length: 3 }, () => 'auth.wrong_credentials'), 'auth.wait_before_retry'])
    const waiting = await wrong()
    assert.equal(waiting.status, 429)
    assert.equal(waiting.retryAfter, '30')
    desk.clock.advance(30_000)
    assert.equal((await wrong()).body['code'], 'auth.wrong_credentials')
    assert.equal((await wrong()).retryAfter, '60')
  }
  const right = () => desk.browser('198.51.100.22').post('/session/password', { email: lin.email, password: lin.password })
  assert.equal((await right()).body['code'], 'auth.wait_before_retry', 'even the right one waits')
  desk.clock.advance(60_000)
  assert.equal((await right()).status, 200)
  const again = await desk.browser('198.51.100.20').post('/session/password', { email: lin.email, password: 'not it' })
  assert.equal(again.body['code'], 'auth.wrong_credentials', 'success forgets the failures before it')
})

test('forty guesses at once over two nodes get three looks', async () => {
  const lin = await desk.person({})
  const nodes = [desk.deps, { ...desk.deps, runner: desk.other }]
  const guesses = Array.from({ length: 40 }, (_, index) => {
    const node = nodes[index % 2] ?? desk.deps
    return signInWithPassword(node, { email: lin.email, password: `guess ${index}`, from: from(`192.0.2.${index}`) })
  })
  const codes = (await Promise.allSettled(guesses)).map((result) =>
    result.status === 'rejected' && result.reason instanceof Refused ? result.reason.code : 'in',
  )
  assert.equal(codes.filter((code) => code === 'auth.wrong_credentials').length, 3)
  assert.equal(codes.filter((code) => code === 'auth.wait_before_retry').length, 37)
})

test('one address that tries many accounts is slowed down too', async () => {
  const tries = Array.from({ length: 25 }, (_, index) =>
    signInWithPassword(desk.deps, { email: `spray${index}@desk.example`, password: 'Summer2026', from: from('192.0.2.200') }),
  )
  const codes = (await Promise.allSettled(tries)).map((result) =>
    result.status === 'rejected' && result.reason instanceof Refused ? result.reason.code : 'in',
  )
  assert.equal(codes.filter((code) => code === 'auth.wrong_credentials').length, 21)
  assert.equal(codes.filter((code) => code === 'auth.wait_before_retry').length, 4)
})

test('a flood of failures leaves one entry a minute', async () => {
  const lin = await desk.person({})
  const wrong = () => desk.browser('198.51.100.40').post('/session/password', { email: lin.email, password: 'not it' })
  await wrong()
  await wrong()
  assert.equal((await desk.entriesOf(lin.id)).length, 1)
  desk.clock.advance(61_000)
  await wrong()
  assert.deepEqual(
    (await desk.entriesOf(lin.id)).map(({ type, data, actor }) => [type, data['failures'], actor['kind']]),
    [
      ['staff.sign_in_failed', 1, 'system'],
      ['staff.sign_in_failed', 3, 'system'],
    ],
  )
})
