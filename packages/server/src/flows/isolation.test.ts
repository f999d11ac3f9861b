/** Every door of customers that the running server has, with every token that must not open it. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { RouteAccess } from '../platform/http/access.ts'
import { testDatabase } from '../testing/database.ts'
import { aKnownCustomer, ask, aVisitor, walletToken, withToken } from './callers.ts'
import { aDesk } from './desk.ts'
import { ok, opening, refused, started, words } from './talk.ts'
import { wrongTokens } from './wrong-tokens.ts'

const database = await testDatabase()
const { db } = database
const desk = await aDesk(database)

const doors = desk.app.routes.filter((route) => route.permission === 'customer' && route.method !== 'HEAD')

/** A valid body for every door that takes one: a new door without one fails the test below. */
const BODIES: Readonly<Record<string, () => unknown>> = {
  'POST /api/customer/join': () => ({ deviceSecret: 'nobody-has-this' }),
  'POST /api/customer/conversations': () => opening(),
  'POST /api/customer/conversations/:conversationId/messages': () => words('from somebody else'),
  'POST /api/customer/conversations/:conversationId/person': () => ({}),
  'POST /api/customer/conversations/:conversationId/back-to-bot': () => ({}),
  'POST /api/customer/conversations/:conversationId/end': () => ({}),
  'PUT /api/customer/conversations/:conversationId/call-back': () => ({ channel: 'phone', number: '+8613800138000', from: null }),
  'POST /api/customer/conversations/:conversationId/call-back/cancel': () => ({}),
  'POST /api/customer/conversations/:conversationId/answer-rating': () => ({ seq: 1, helped: true }),
  'POST /api/customer/conversations/:conversationId/transaction': () => ({ transactionId: 't-1' }),
  'PUT /api/customer/conversations/:conversationId/rating': () => ({ score: 1, words: 'not mine' }),
  'POST /api/customer/conversations/:conversationId/marks': () => ({ delivered: 2, read: 2 }),
  'POST /api/customer/conversations/:conversationId/typing': () => ({ on: true }),
  'POST /api/customer/attachments': () => undefined,
}
const nameOf = ({ method, url }: RouteAccess): string => `${method} ${url}`

type Method = 'GET' | 'POST' | 'PUT'
function call(route: RouteAccess, headers: Readonly<Record<string, string>>, conversationId: string = randomUUID()) {
  const address = route.url.replace(':conversationId', conversationId).replace(/:\w+/g, randomUUID())
  return ask(desk, route.method as Method, address, BODIES[nameOf(route)]?.(), { headers }) // the test below holds the list to these
}

const everything = async (): Promise<string> => {
  const tables = ['conversation', 'entry', 'entry_content', 'participant', 'stream', 'customer']
  return JSON.stringify(await Promise.all(tables.map(async (table) => (await sql`select * from ${sql.table(table)} order by 1, 2`.execute(db)).rows)))
}

test('the list of doors is the running server’s, and every door that takes a body is tried with a valid one', () => {
  assert.ok(doors.length >= 18, `${doors.length} doors`)
  for (const door of doors) assert.ok(door.method === 'GET' || nameOf(door) in BODIES, `${nameOf(door)} has no body here`)
})

test('no wrong token opens any door, each is refused by its reason, and nothing changes', async () => {
  const tokens = await wrongTokens(desk)
  const before = await everything()
  for (const door of doors) {
    refused(await call(door, {}), 'auth.required')
    refused(await call(door, { authorization: 'Basic dXNlcjpwYXNz' }), 'auth.required')
    for (const [what, token, code] of tokens) {
      const answer = await call(door, { authorization: `Bearer ${token}` })
      assert.equal(answer.body?.code, code, `${nameOf(door)} with ${what}: ${answer.status} ${answer.text.slice(0, 200)}`)
    }
  }
  assert.equal(await everything(), before)
})

test('another customer’s token, and another visitor’s secret, finds no conversation and changes none', async () => {
  const owner = await aKnownCustomer(desk)
  const visitor = await aVisitor(desk)
  const ids = [await started(owner, 'payment', '我的问题'), await started(visitor, 'payment', '访客的问题')]
  const strangers = [await aKnownCustomer(desk), await aVisitor(desk)]
  for (const stranger of strangers) ok(await stranger.get('/home'))
  const before = await everything()
  for (const stranger of strangers) {
    for (const id of ids) {
      for (const door of doors.filter((one) => one.url.includes(':conversationId'))) {
        const answer = await call(door, stranger.headers, id)
        assert.equal(answer.body?.code, 'conversation.not_found', `${nameOf(door)}: ${answer.status} ${answer.text.slice(0, 200)}`)
      }
    }
  }
  assert.equal(await everything(), before)
})

test('what one customer is shown never holds a word or an id of another', async () => {
  const owner = await aKnownCustomer(desk, { name: '独一无二' })
  const id = await started(owner, 'payment', 'a-word-of-mine-alone')
  for (const stranger of [await aKnownCustomer(desk), await aVisitor(desk)]) {
    for (const door of doors.filter((one) => one.method === 'GET' && !one.url.includes(':'))) {
      const { text, status } = await call(door, stranger.headers)
      assert.ok(!text.includes(id) && !text.includes('a-word-of-mine-alone') && !text.includes('独一无二'), nameOf(door))
      assert.notEqual(status, 500, `${nameOf(door)} ${text}`)
    }
  }
})

test('a conversation started under another customer’s client id is one’s own', async () => {
  const body = opening('payment', 'the first')
  const owner = ok(await (await aKnownCustomer(desk)).post('/conversations', body))
  const other = ok(await (await aKnownCustomer(desk)).post('/conversations', { ...body, message: words('the second') }))
  assert.notEqual(other.body.conversation.id, owner.body.conversation.id)
})

test('a token stops where another deployment’s begins: the secret of a device is no wallet token and the reverse', async () => {
  const visitor = await aVisitor(desk)
  refused(await withToken(desk, visitor.token.slice('visitor.'.length)).get('/home'), 'auth.invalid_token')
  refused(await withToken(desk, `visitor.${await walletToken()}`).get('/home'), 'auth.invalid_token')
})
