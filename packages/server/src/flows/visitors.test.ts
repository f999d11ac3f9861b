/** Anonymous visitors: limited over all servers together, kept out by staff, joined one way to the customer they turn out to be. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { aTeam } from '../testing/builders.ts'
import { testDatabase } from '../testing/database.ts'
import { until } from '../testing/settle.ts'
import { aColleague, aKnownCustomer, ask, aVisitor, type Answer, type Caller } from './callers.ts'
import { aDesk } from './desk.ts'
import { called, dial } from './line.ts'
import { ok, opening, refused, say, started, words } from './talk.ts'

const database = await testDatabase()
const { db } = database
const env = {
  ROLES: 'api,gateway',
  VISITOR_CONVERSATIONS_PER_HOUR: '3',
  VISITOR_MESSAGES_PER_MINUTE: '6',
  VISITOR_HANDOVERS_PER_HOUR: '2',
  VISITOR_SOCKETS: '2',
  VISITORS_PER_ADDRESS_PER_HOUR: '5',
  VISITOR_ADDRESS_FACTOR: '4',
  TRUST_PROXY: '1',
}
const desks = [await aDesk(database, { env }), await aDesk(database, { env })] as const
const [near] = desks
await Promise.all(desks.map((desk) => desk.start()))
before(() => aTeam(db))

/** Limits count in windows of the clock: begin where one has some seconds left. */
async function earlyInTheMinute(): Promise<void> {
  const left = 60_000 - (Date.now() % 60_000)
  if (left < 8000) await new Promise((resolve) => setTimeout(resolve, left + 50))
}

const turns = (count: number, send: (desk: (typeof desks)[number], index: number) => Promise<Answer>): Promise<Answer>[] =>
  Array.from({ length: count }, (_, index) => send(index % 2 === 0 ? near : desks[1], index))
/** Everybody has an address of his own, so that only the limit in question counts. */
let addresses = 0
const anAddress = (): string => `198.51.100.${(addresses += 1)}`
const at = (desk: (typeof desks)[number], who: Caller, path: string, body: unknown, address: string): Promise<Answer> =>
  ask(desk, 'POST', `/api/customer${path}`, body, { headers: { ...who.headers, 'accept-language': 'en' }, address })

test('messages, conversations and new visitors are counted over both servers, and the refusal says when to come back', async () => {
  await earlyInTheMinute()
  const visitor = await aVisitor(near, anAddress())
  const id = await started(visitor)
  const address = anAddress()
  const sent = await Promise.all(turns(10, (desk, index) => at(desk, visitor, `/conversations/${id}/messages`, words(`message ${index}`), address)))
  assert.equal(sent.filter((answer) => answer.status === 200).length, 6)
  const [over] = sent.filter((answer) => answer.status !== 200)
  assert.ok(over)
  refused(over, 'request.too_many')
  assert.ok(Number(over.headers['retry-after']) >= 1 && Number(over.headers['retry-after']) <= 60)
  assert.match(over.body.message, /\d/)

  const opener = await aVisitor(near, anAddress())
  const kinds = ['payment', 'transfer', 'refund', 'access', 'security', 'other'] as const
  const opened = await Promise.all(turns(6, (desk, index) => at(desk, opener, '/conversations', opening(kinds[index]), address)))
  assert.equal(opened.filter((answer) => answer.status === 200).length, 3)

  const from = anAddress()
  const made = await Promise.all(turns(9, (desk) => ask(desk, 'POST', '/api/customer/visitors', {}, { address: from })))
  assert.equal(made.filter((answer) => answer.status === 200).length, 5)
})

test('one address with many devices may do as many times as much as is set, and no more', async () => {
  await earlyInTheMinute()
  const address = anAddress()
  const devices = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const made = ok(await ask(near, 'POST', '/api/customer/visitors', {}, { address: anAddress() }))
      const headers = { authorization: `Bearer visitor.${made.body.deviceSecret}` }
      const begun = ok(await ask(near, 'POST', '/api/customer/conversations', opening(), { headers, address: anAddress() }))
      return { headers, id: begun.body.conversation.id }
    }),
  )
  const sent = await Promise.all(
    devices.flatMap(({ headers, id }) => turns(6, (desk) => ask(desk, 'POST', `/api/customer/conversations/${id}/messages`, words('x'), { headers, address }))),
  )
  assert.equal(sent.filter((answer) => answer.status === 200).length, 24)
})

test('what is sent again counts once, and what was refused is refused again', async () => {
  await earlyInTheMinute()
  const visitor = await aVisitor(near, anAddress())
  const address = anAddress()
  const opened = opening('payment', 'where is it')
  const beginnings = [
    await at(near, visitor, '/conversations', opened, address),
    ...(await Promise.all(turns(8, (desk) => at(desk, visitor, '/conversations', opened, address)))),
  ]
  for (const answer of beginnings) ok(answer)
  const path = `/conversations/${beginnings[0]?.body.conversation.id}/messages`
  const message = words('still not there')
  ok(await at(near, visitor, path, message, address))
  for (const answer of await Promise.all(turns(8, (desk) => at(desk, visitor, path, message, address)))) ok(answer)
  for (let index = 0; index < 4; index += 1) ok(await at(near, visitor, path, words(`one more ${index}`), address))
  const seventh = words('the seventh')
  for (const desk of desks) refused(await at(desk, visitor, path, seventh, address), 'request.too_many')
  ok(await at(near, visitor, path, message, address))
})

test('what is sent again without end counts as well, though it is written once', async () => {
  await earlyInTheMinute()
  const visitor = await aVisitor(near, anAddress())
  const address = anAddress()
  const path = `/conversations/${await started(visitor)}/messages`
  const message = words('the same')
  ok(await at(near, visitor, path, message, address))
  const again = await Promise.all(turns(40, (desk) => at(desk, visitor, path, message, address)))
  assert.equal(again.filter((answer) => answer.status === 200).length, 10 + 5)
  refused(await at(near, visitor, path, words('something new'), address), 'request.too_many')
})

test('whatever a visitor does in a conversation counts as words, and asking for a person only where it puts him in line', async () => {
  await earlyInTheMinute()
  const visitor = await aVisitor(near, anAddress())
  const id = await started(visitor)
  const [address, elsewhere] = [anAddress(), anAddress()]
  const to = (door: string, from: string): Promise<Answer> => at(near, visitor, `/conversations/${id}/${door}`, {}, from)
  for (const door of ['person', 'person', 'back-to-bot', 'person', 'back-to-bot']) ok(await to(door, address))
  const third = await to('person', address)
  refused(third, 'request.too_many')
  assert.ok(Number(third.headers['retry-after']) > 60 || new Date().getUTCMinutes() === 59, 'his handovers of this hour are used up, not his words')
  for (const door of ['person', 'back-to-bot', 'end']) refused(await to(door, elsewhere), 'request.too_many')
  const rating = { seq: 1, helped: false }
  refused(await at(near, visitor, `/conversations/${id}/answer-rating`, rating, elsewhere), 'request.too_many')
  refused(await at(near, visitor, `/conversations/${id}/transaction`, { transactionId: 't-1' }, elsewhere), 'request.too_many')
})

test('who has to wait for long is told so in minutes, in either language', async () => {
  const visitor = await aVisitor(near, anAddress())
  const open = (language: string, kind: 'payment' | 'transfer' | 'refund' | 'access') =>
    ask(near, 'POST', '/api/customer/conversations', opening(kind), { headers: { ...visitor.headers, 'accept-language': language }, address: anAddress() })
  for (const kind of ['payment', 'transfer', 'refund'] as const) ok(await open('en', kind))
  for (const [language, unit] of [
    ['zh-CN', '分钟'],
    ['en', 'minute'],
  ] as const) {
    const { body, headers } = await open(language, 'access')
    const seconds = Number(headers['retry-after'])
    if (seconds > 60) assert.match(body.message, new RegExp(`(?<!\\d)${Math.ceil(seconds / 60)} ${unit}`))
  }
})

test('a signed-in customer is never limited: whoever worries about money must be able to ask', async () => {
  const customer = await aKnownCustomer(near)
  const id = await started(customer)
  for (const answer of await Promise.all(turns(20, () => say(customer, id, 'still not there')))) ok(answer)
  for (let turn = 0; turn < 20; turn += 1) ok(await customer.post(`/conversations/${id}/${turn % 2 === 0 ? 'person' : 'back-to-bot'}`))
})

test('a visitor holds no more sockets than allowed, over both servers together', async () => {
  const visitor = await aVisitor(near, anAddress())
  const lines = [await called(near, visitor), await called(desks[1], visitor)]
  for (const desk of desks) {
    const third = await dial(desk, { side: 'customer' })
    third.say({ t: 'hello', token: visitor.token, language: 'en' })
    assert.equal((await third.next('refused')).code, 'request.too_many')
    await third.closed()
  }
  for (const line of lines) assert.equal(line.closedWith(), null)
})

test('visitors of one address hold no more sockets together than is set, over both servers', async () => {
  const headers = { 'x-forwarded-for': anAddress() }
  const enter = async (desk: (typeof desks)[number]): Promise<boolean> => {
    const { token } = await aVisitor(near, anAddress())
    const line = await dial(desk, { side: 'customer', headers })
    line.say({ t: 'hello', token, language: 'en' })
    await until('an answer to hello', () => line.frames.length > 0)
    return line.frames[0]?.t === 'hello'
  }
  for (let index = 0; index < 8; index += 1) assert.ok(await enter(desks[index % 2 === 0 ? 0 : 1]), `socket ${index}`)
  for (const desk of desks) assert.equal(await enter(desk), false)
})

test('visitors of one address wait for news in as many places as they may hold sockets; signed-in customers are not counted among them', async () => {
  const address = anAddress()
  const wait = async (who: Caller): Promise<number> => {
    const begun = ok(await who.post('/conversations', opening(), { address: anAddress() }))
    return (await who.get(`/conversations/${begun.body.conversation.id}/entries?after=99&waitMs=1500`, { address })).status
  }
  const visitors = await Promise.all(Array.from({ length: 10 }, () => aVisitor(near, anAddress())))
  const customers = await Promise.all(Array.from({ length: 10 }, () => aKnownCustomer(near)))
  const [these, those] = await Promise.all([Promise.all(visitors.map(wait)), Promise.all(customers.map(wait))])
  assert.deepEqual(these.toSorted(), [...Array<number>(8).fill(200), 429, 429])
  assert.ok(those.every((status) => status === 200))
})

test('staff keep a visitor out with a reason that is recorded, and let him in again; a signed-in customer cannot be kept out', async () => {
  const lead = await aColleague(near, { role: 'admin' })
  const visitor = await aVisitor(near, anAddress())
  const id = await started(visitor)
  const customerId: string = ok(await lead.get(`/conversations/${id}`)).body.row.customer.id
  ok(await lead.post(`/customers/${customerId}/block`, { hours: 2, reason: 'insults' }))
  refused(await visitor.get('/home'), 'visitor.blocked')
  refused(await say(visitor, id, 'let me in'), 'visitor.blocked')
  ok(await lead.delete(`/customers/${customerId}/block`))
  ok(await say(visitor, id, 'thank you'))
  const { rows } = await sql<{ type: string; data: { reason: string | null }; actor: { id: string } }>`
    select type, data, actor from entry where stream_id = ${customerId} order by seq`.execute(db)
  assert.deepEqual(
    rows.map((row) => [row.type, row.data.reason, row.actor.id]),
    [
      ['customer.blocked', 'insults', lead.actor.staffId],
      ['customer.unblocked', null, lead.actor.staffId],
    ],
  )
  const known = await aKnownCustomer(near)
  const knownId: string = ok(await lead.get(`/conversations/${await started(known)}`)).body.row.customer.id
  refused(await lead.post(`/customers/${knownId}/block`, { hours: 2, reason: 'insults' }), 'permission.denied')
})

test('what a visitor asked comes along when he signs in: one way, once, and recorded', async () => {
  for (let round = 0; round < 4; round += 1) {
    const visitor = await aVisitor(near, anAddress())
    const id = await started(visitor, 'payment')
    ok(await say(visitor, id, 'before signing in'))
    const deviceSecret = visitor.token.slice('visitor.'.length)
    const [customer, other] = [await aKnownCustomer(near), await aKnownCustomer(near)]
    // Both sides of a family phone at once: it becomes one's, and stays it.
    const joins = await Promise.all(
      [customer, other, customer, other].map((who, index) =>
        ask(index % 2 === 0 ? near : desks[1], 'POST', '/api/customer/join', { deviceSecret }, { headers: who.headers }),
      ),
    )
    const joined = joins.filter((answer) => answer.status === 200)
    assert.equal(joined.length, 2, joins.map((answer) => answer.text).join())
    assert.deepEqual(joined.map((answer) => answer.body.conversations).toSorted(), [0, 1])
    for (const answer of joins.filter((one) => one.status !== 200)) refused(answer, 'visitor.already_joined')
    const [owner, loser] = joins[0]?.status === 200 ? [customer, other] : [other, customer]
    const page = ok(await owner.get(`/conversations/${id}/entries`))
    assert.deepEqual(
      page.body.entries.map((entry: { view: { kind: string } }) => entry.view.kind),
      ['opened', 'message', 'signed_in'],
    )
    refused(await loser.get(`/conversations/${id}`), 'conversation.not_found')
    refused(await visitor.get('/home'), 'auth.invalid_token')
    refused(await owner.post('/join', { deviceSecret: 'made-up' }), 'auth.invalid_token')
  }
})
