/** The same over sockets: who may not be here is not let in, and nobody hears of what is not his. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { CLOSE, STREAM_KINDS, StreamName } from '@yingda/protocol/realtime.ts'
import { testDatabase } from '../testing/database.ts'
import { settle } from '../testing/settle.ts'
import { aTeam } from '../testing/builders.ts'
import { aColleague, aKnownCustomer, aVisitor, withToken } from './callers.ts'
import { aDesk, PUBLIC_URL } from './desk.ts'
import { called, dial } from './line.ts'
import { ok, say, started } from './talk.ts'
import { wrongTokens } from './wrong-tokens.ts'

const database = await testDatabase()
const { db } = database
const desk = await aDesk(database, { env: { WIDGET_ORIGINS: 'https://wallet.example' } })
await desk.start()
const teamId = await aTeam(db)

test('no wrong token says hello: each is refused by its reason, and the socket closed', async () => {
  for (const [what, token, code] of await wrongTokens(desk)) {
    const line = await dial(desk, { side: 'customer' })
    line.say({ t: 'hello', token, language: 'en' })
    assert.equal((await line.next('refused')).code, code, what)
    assert.equal(await line.closed(), code === 'auth.expired' ? CLOSE.expired : CLOSE.ended, what)
  }
})

test('without a hello nothing is answered, and no staff socket opens without a session', async () => {
  const owner = await aKnownCustomer(desk)
  const id = await started(owner, 'payment', 'mine')
  const line = await dial(desk, { side: 'customer' })
  line.say({ t: 'subscribe', stream: `conversation:${id}`, after: 0 })
  assert.equal((await line.next('refused')).code, 'auth.required')
  line.say({ t: 'send', ref: 'r', conversationId: id, clientId: randomUUID() as never, text: 'x', attachmentIds: [] })
  assert.equal((await line.next('refused')).code, 'auth.required')
  for (const headers of [{}, { cookie: `yingda_session=${randomUUID()}` }, owner.headers]) {
    const staff = await dial(desk, { side: 'staff', headers })
    staff.say({ t: 'hello', token: owner.token, language: 'en' })
    assert.equal((await staff.next('refused')).code, 'auth.required')
    await staff.closed()
  }
})

test('of every kind of stream there is, a stranger gets none, and he can neither write, mark nor type', async () => {
  const owner = await aKnownCustomer(desk)
  const colleague = await aColleague(desk, { teamIds: [teamId] })
  const id = await started(owner, 'payment', 'mine')
  const streams = [`conversation:${id}`, `queue:${teamId}`, `desk:${colleague.actor.staffId}`, 'list:all']
  // "mine" is everybody's own: the next test looks at what it carries.
  assert.deepEqual(
    [...streams, 'mine'].map((stream) => STREAM_KINDS.find((kind) => StreamName.parse(stream).startsWith(kind))),
    [...STREAM_KINDS],
  )
  for (const stranger of [await aKnownCustomer(desk), await aVisitor(desk)]) {
    const line = await called(desk, stranger)
    for (const stream of streams) {
      line.say({ t: 'subscribe', stream, after: 0 })
      const { code } = await line.next('unsubscribed', (frame) => frame.stream === stream)
      assert.equal(code, stream.startsWith('conversation') ? 'conversation.not_found' : 'permission.denied')
      assert.equal((await line.next('refused')).code, code)
    }
    const before = (await sql`select * from participant where conversation_id = ${id} order by party`.execute(db)).rows
    line.say({ t: 'send', ref: 'r1', conversationId: id, clientId: randomUUID() as never, text: 'not mine', attachmentIds: [] })
    assert.equal((await line.next('refused', (frame) => frame.ref === 'r1')).code, 'conversation.not_found')
    line.say({ t: 'typing', conversationId: id, on: true })
    assert.equal((await line.next('refused')).code, 'conversation.not_found')
    line.say({ t: 'marks', conversationId: id, delivered: 1, read: 1 })
    assert.equal((await line.next('refused')).code, 'conversation.not_found')
    line.say({ t: 'viewing', conversationId: id })
    assert.equal((await line.next('refused')).code, 'permission.denied')
    assert.deepEqual((await sql`select * from participant where conversation_id = ${id} order by party`.execute(db)).rows, before)
  }
})

test('a stranger’s own line, with all he may subscribe to, carries not one byte of another’s conversation', async () => {
  const owner = await aKnownCustomer(desk)
  const stranger = await aKnownCustomer(desk)
  const own = await started(stranger, 'payment', 'about me')
  const line = await called(desk, stranger)
  line.say({ t: 'subscribe', stream: 'mine', after: 0 })
  line.say({ t: 'subscribe', stream: `conversation:${own}`, after: 0 })
  await line.next('live', (frame) => frame.stream !== 'mine')
  const id = await started(owner, 'payment', 'a-word-of-another')
  ok(await say(owner, id, 'another-word-of-another'))
  ok(await say(stranger, own, 'and mine'))
  await line.next('changed')
  await settle(db)
  assert.ok(line.bytes().includes('and mine'))
  assert.ok(!line.bytes().includes(id) && !line.bytes().includes('of-another'))
})

test('a token that is renewed over the socket must be the same person’s', async () => {
  const line = await called(desk, await aKnownCustomer(desk))
  line.say({ t: 'renew', token: (await aKnownCustomer(desk)).token })
  assert.equal((await line.next('refused')).code, 'auth.invalid_token')
  line.say({ t: 'hello', token: (await aKnownCustomer(desk)).token, language: 'en' })
  assert.equal((await line.next('refused')).code, 'request.invalid')
})

test('a blocked visitor is put out within five seconds, and does not come back in', async () => {
  const lead = await aColleague(desk, { role: 'lead', teamIds: [teamId] })
  const visitor = await aVisitor(desk)
  const id = await started(visitor, 'payment', 'spam')
  const line = await called(desk, visitor)
  const found = await lead.get(`/conversations/${id}`)
  ok(await lead.post(`/customers/${found.body.row.customer.id}/block`, { hours: 1, reason: 'spam' }))
  assert.equal(await line.closed(5000), CLOSE.ended)
  assert.equal((await visitor.get('/home')).body.code, 'visitor.blocked')
  ok(await lead.delete(`/customers/${found.body.row.customer.id}/block`))
  ok(await withToken(desk, visitor.token).get('/home'))
})

test('a page of an origin that was not allowed opens no socket and reads nothing; an allowed one does', async () => {
  const customer = await aKnownCustomer(desk)
  const admin = await aColleague(desk, { role: 'admin' })
  for (const side of ['customer', 'staff'] as const) {
    await assert.rejects(dial(desk, { side, headers: { ...admin.headers, origin: 'https://evil.example' } }), /403/)
    await assert.rejects(dial(desk, { side, headers: { ...admin.headers, origin: 'null' } }), /403/)
  }
  for (const origin of ['https://wallet.example', PUBLIC_URL]) (await dial(desk, { side: 'customer', headers: { origin } })).hangUp()
  const fromWallet = await dial(desk, { side: 'staff', headers: { ...admin.headers, origin: 'https://wallet.example' } }).catch(() => null)
  fromWallet?.say({ t: 'hello', token: null, language: 'en' })
  assert.equal((await fromWallet?.next('refused'))?.code ?? 'request.origin_not_allowed', 'request.origin_not_allowed')

  const foreign = await customer.get('/home', { headers: { origin: 'https://evil.example' } })
  assert.equal(foreign.body.code, 'request.origin_not_allowed')
  assert.equal(foreign.headers['access-control-allow-origin'], undefined)
  const allowed = ok(await customer.get('/home', { headers: { origin: 'https://wallet.example' } }))
  assert.equal(allowed.headers['access-control-allow-origin'], 'https://wallet.example')
  assert.equal((await admin.post('/views', {}, { headers: { origin: 'https://wallet.example' } })).body.code, 'request.origin_not_allowed')
})
