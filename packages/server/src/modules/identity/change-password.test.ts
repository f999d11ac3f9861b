import assert from 'node:assert/strict'
import { test } from 'node:test'
import { generateSync } from 'otplib'
import { renewInvitation } from './commands/renew-invitation.ts'
import { identityDesk, rowsOf } from './testing/identity-desk.ts'

const desk = await identityDesk()
const NEW = 'nine quiet lanterns drift'
const signIn = async ({ email, password }: { email: string; password: string }) => {
  const browser = desk.browser()
  assert.equal((await browser.post('/session/password', { email, password })).status, 200)
  return browser
}

test('a new password takes the place of the old one, is recorded, and keeps this browser signed in under a new token', async () => {
  const person = await desk.person({})
  const browser = await signIn(person)
  const before = browser.cookies.get('yingda_session')
  assert.equal((await browser.put('/session/password', { password: NEW })).status, 200)
  assert.notEqual(browser.cookies.get('yingda_session'), before)
  assert.equal((await browser.get('/session')).status, 200)

  assert.equal((await desk.browser().post('/session/password', person)).body['code'], 'request.invalid', 'the id is no part of it')
  assert.equal((await desk.browser().post('/session/password', { email: person.email, password: person.password })).body['code'], 'auth.wrong_credentials')
  await signIn({ ...person, password: NEW })
  const entry = (await desk.entriesOf(person.id)).find(({ type }) => type === 'staff.password_changed')
  assert.deepEqual([entry?.data, entry?.actor['id']], [{}, person.id], 'and the record holds nothing of it')
})

test('every other session ends at once, the sockets are told, and a link that waits is void', async () => {
  const person = await desk.person({})
  const browser = await signIn(person)
  const elsewhere = await signIn(person)
  const link = await desk.system((ctx) => renewInvitation(ctx, person.id))
  desk.hints.length = 0
  await browser.put('/session/password', { password: NEW })
  assert.equal((await elsewhere.get('/session')).body['code'], 'auth.required')
  assert.ok(desk.hints.some((hint) => hint.kind === 'rights' && hint.staffId === person.id))
  const joined = await desk.browser().post('/session/invitation', { token: link.token, name: '林', password: NEW })
  assert.equal(joined.body['code'], 'auth.link_expired')
  const why = (await desk.entriesOf(person.id)).filter(({ type }) => type === 'staff.session_ended').map(({ data }) => data['why'])
  assert.deepEqual(why, ['password_changed'])
})

test('it needs a proof not older than five minutes: the password, or the second factor where there is one', async () => {
  const agent = await desk.person({})
  const browser = await signIn(agent)
  desk.clock.advance(5 * 60_000)
  const change = () => browser.put('/session/password', { password: NEW })
  assert.equal((await change()).body['code'], 'auth.step_up_required')
  await browser.post('/session/step-up', { method: 'password', password: agent.password })
  assert.equal((await change()).status, 200)

  const lead = await desk.person({ role: 'lead' })
  const office = await signIn(lead)
  const { body } = await office.post('/session/totp/setup', {})
  const code = () => generateSync({ secret: String(body['secret']), epoch: desk.clock.now().getTime() / 1000 })
  await office.post('/session/totp/confirm', { code: code() })
  desk.clock.advance(5 * 60_000)
  assert.equal((await office.put('/session/password', { password: NEW })).body['code'], 'auth.step_up_required')
  assert.equal((await office.post('/session/step-up', { method: 'totp', code: code() })).status, 200)
  assert.equal((await office.put('/session/password', { password: NEW })).status, 200)
})

test('a weak one is refused with its reason, by the rules of the invitation, and nothing changes', async () => {
  const agent = await desk.person({})
  const browser = await signIn(agent)
  const weak = await browser.put('/session/password', { password: 'k9#vTq2w' })
  assert.deepEqual([weak.status, weak.body['code'], weak.body['data']], [422, 'auth.password_weak', { reason: 'too_short', min: 15 }])
  await signIn(agent)
})

test('without a session, and for a person of the demonstration, there is nothing to change', async () => {
  assert.equal((await desk.browser().put('/session/password', { password: NEW })).body['code'], 'auth.required')
  const person = await desk.person({})
  const browser = await signIn(person)
  await rowsOf(desk).updateTable('staff').set({ demo: true }).where('id', '=', person.id).execute()
  assert.equal((await browser.put('/session/password', { password: NEW })).body['code'], 'permission.denied')
})
