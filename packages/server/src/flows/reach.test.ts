/** Which conversations a member of staff reaches, asked at every door that shows any: lists, counts, search, streams, exports. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import type { ConversationId, TeamId } from '@yingda/protocol/ids.ts'
import { testDatabase } from '../testing/database.ts'
import { settle } from '../testing/settle.ts'
import { aTeam } from '../testing/builders.ts'
import { aColleague, aKnownCustomer, ask, aVisitor, type Caller, type Colleague } from './callers.ts'
import { aDesk } from './desk.ts'
import { doorsOf, type Target } from './doors.ts'
import { called } from './line.ts'
import { ok, say, started, words } from './talk.ts'

const database = await testDatabase()
const { db } = database
const desk = await aDesk(database)
await desk.start()

const CASES = ['inTeam', 'held', 'once held', 'mentioned', 'elsewhere', 'restricted'] as const
type Case = (typeof CASES)[number]
const ids = new Map<Case, ConversationId>()
const customers = new Map<Case, { caller: Caller; id: string }>()
const files = new Map<Case, string>()
const target = (name: Case, to: Colleague = agent): Target => ({
  conversationId: ids.get(name) ?? '',
  customerId: customers.get(name)?.id ?? '',
  attachmentId: files.get(name) ?? '',
  agentId: to.actor.staffId,
})
let payments: TeamId
let transfers: TeamId
let agent: Colleague
let lead: Colleague
let admin: Colleague
let stranger: Colleague

/** Who reaches what. `stranger` is an agent without a team. */
const REACH = (): [who: string, Colleague, readonly Case[]][] => [
  ['an agent', agent, ['inTeam', 'held', 'once held', 'mentioned']],
  ['a lead', lead, ['inTeam', 'held', 'restricted']],
  ['an admin', admin, CASES],
  ['an agent of no team', stranger, []],
]

const DOT = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

async function upload(customer: Caller): Promise<string> {
  const head = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n'
  const body = Buffer.concat([Buffer.from(head), DOT, Buffer.from('\r\n--b--\r\n')])
  const headers = { ...customer.headers, 'content-type': 'multipart/form-data; boundary=b' }
  return ok(await ask(desk, 'POST', '/api/customer/attachments', body, { headers })).body.attachment.id
}

before(async () => {
  payments = await aTeam(db, { questionTypes: ['payment'] })
  transfers = await aTeam(db, { questionTypes: ['transfer'] })
  agent = await aColleague(desk, { teamIds: [payments] })
  lead = await aColleague(desk, { role: 'lead', teamIds: [payments] })
  admin = await aColleague(desk, { role: 'admin' })
  stranger = await aColleague(desk)
  for (const name of CASES) {
    const caller = await aKnownCustomer(desk, { name: `阿云 ${name}` })
    const id = await started(caller, name === 'inTeam' || name === 'restricted' ? 'payment' : 'transfer', '为什么退款还没有到账')
    ids.set(name, id)
    const found = await sql<{ customer_id: string }>`select customer_id from conversation where id = ${id}`.execute(db)
    customers.set(name, { caller, id: found.rows[0]?.customer_id ?? '' })
    const file = await upload(caller)
    files.set(name, file)
    ok(await caller.post(`/conversations/${id}/messages`, { ...words(''), attachmentIds: [file] }))
  }
  const path = (name: Case, rest: string): string => `/conversations/${ids.get(name)}/${rest}`
  for (const name of ['held', 'once held'] as const) ok(await admin.put(path(name, 'assignee'), { agentId: agent.actor.staffId }))
  ok(await admin.post(path('once held', 'transfer'), { teamId: transfers, agentId: null, note: '' }))
  ok(await admin.post(path('mentioned', 'notes'), { ...words('@林晓 请看', undefined), attachmentIds: undefined, mentions: [agent.actor.staffId] }))
  ok(await admin.put(path('restricted', 'restriction'), { restricted: true }))
  await settle(db)
})

const casesIn = (text: string): Case[] => CASES.filter((name) => text.includes(ids.get(name) ?? 'nothing'))
const listDoors = ['/conversations?view=all', '/conversations?view=all&status=any&limit=200', '/search?q=%E9%80%80%E6%AC%BE']

test('lists and search show what is in reach and nothing else', async () => {
  for (const [who, caller, reached] of REACH()) {
    for (const door of [...listDoors, `/conversations?view=all&ids=${[...ids.values()].join(',')}`]) {
      assert.deepEqual(casesIn(ok(await caller.get(door)).text), reached, `${who} ${door}`)
    }
  }
})

test('counts count what is in reach', async () => {
  for (const [who, caller, reached] of REACH()) assert.equal(ok(await caller.get('/conversations/counts')).body.all, reached.length, who)
  assert.equal((await agent.get('/conversations/counts')).body.mentions, 1)
  assert.deepEqual((await stranger.get('/conversations/counts')).body.queues, [])
})

test('every door to one conversation opens within reach, and beyond it answers as if there were none', async () => {
  const reading = doorsOf(desk).filter(({ route }) => route.method === 'GET' && /^.api.staff.conversations.:conversationId/.test(route.url))
  assert.ok(reading.length >= 3)
  for (const [who, caller, reached] of REACH()) {
    for (const name of CASES) {
      for (const door of reading) {
        const answer = await door.knock(caller, target(name))
        if (answer.body?.code === 'permission.denied') continue // the export is not for agents at all
        assert.equal(answer.status === 200, reached.includes(name), `${who} ${name} ${door.name} ${answer.text.slice(0, 100)}`)
        if (answer.status !== 200) assert.equal(answer.body.code, 'conversation.not_found')
      }
    }
  }
})

const NOT_THERE = ['conversation.not_found', 'customer.not_found', 'attachment.not_found']

test('no door of the running server leads staff beyond their reach, or changes anything there', async () => {
  const before = await sql<{ count: number }>`select count(*) from entry`.execute(db)
  for (const door of doorsOf(desk).filter(({ route }) => route.permission !== 'customer' && route.permission !== 'public')) {
    const far: [Colleague, Case][] = [
      [agent, 'elsewhere'],
      [agent, 'restricted'],
      [lead, 'elsewhere'],
      [stranger, 'inTeam'],
    ]
    const judged = far.filter(([caller]) => [...caller.actor.permissions].some((one) => one === door.route.permission))
    for (const [caller, name] of judged) {
      const answer = await door.knock(caller, target(name, caller))
      assert.ok(NOT_THERE.includes(answer.body?.code), `${caller.actor.role} ${name} ${door.name} ${answer.status} ${answer.text.slice(0, 200)}`)
    }
    assert.ok(judged.length > 0 || door.route.permission.startsWith('admin.'), `${door.name} was tried by nobody`)
  }
  const merged = await agent.post(`/conversations/${ids.get('inTeam')}/merge`, { targetId: ids.get('elsewhere') })
  assert.equal(merged.body.code, 'conversation.not_found')
  assert.deepEqual((await sql`select count(*) from entry`.execute(db)).rows, before.rows)
})

test('no door of the running server leads a customer, or a visitor, to what is another’s', async () => {
  const before = await sql<{ count: number }>`select count(*) from entry`.execute(db)
  const others = [await aKnownCustomer(desk), await aVisitor(desk)]
  for (const door of doorsOf(desk).filter(({ route }) => route.permission === 'customer')) {
    for (const other of others) {
      const answer = await door.knock(other, target('inTeam'))
      assert.ok(NOT_THERE.includes(answer.body?.code), `${door.name} ${answer.status} ${answer.text.slice(0, 200)}`)
    }
  }
  assert.deepEqual((await sql`select count(*) from entry`.execute(db)).rows, before.rows)
})

test('a customer, and his wallet, is reached through a conversation in reach', async () => {
  for (const [who, caller, reached] of REACH()) {
    for (const name of CASES) {
      const customer = customers.get(name)
      const answer = await caller.get(`/customers/${customer?.id}`)
      assert.equal(answer.status === 200, reached.includes(name), `${who} ${name}`)
      const wallet = await caller.get(`/customers/${customer?.id}/wallet?conversationId=${ids.get(name)}`)
      assert.equal(wallet.status === 200, reached.includes(name), `${who} ${name} ${wallet.text}`)
    }
  }
})

test('a customer is not found in search by a name beyond reach', async () => {
  for (const [who, caller, reached] of REACH()) {
    const found: { name: string }[] = ok(await caller.get('/search?q=%E9%98%BF%E4%BA%91')).body.customers
    assert.deepEqual(found.map((one) => one.name.replace('阿云 ', '')).toSorted(), [...reached].toSorted(), who)
  }
})

test('a stream beyond reach is refused, and "all" tells of no conversation beyond it', async () => {
  for (const [who, caller, reached] of REACH()) {
    const line = await called(desk, caller)
    for (const name of CASES) {
      line.say({ t: 'subscribe', stream: `conversation:${ids.get(name)}`, after: 0 })
      if (reached.includes(name)) await line.next('live', (frame) => frame.stream.endsWith(ids.get(name) ?? '-'))
      else assert.equal((await line.next('unsubscribed')).code, 'conversation.not_found', `${who} ${name}`)
    }
    line.hangUp()
  }
  const lines = new Map<string, Awaited<ReturnType<typeof called>>>()
  for (const [who, caller] of REACH()) {
    const line = await called(desk, caller)
    line.say({ t: 'subscribe', stream: 'list:all', after: 0 })
    await line.next('live')
    lines.set(who, line)
  }
  for (const name of CASES) ok(await say(customers.get(name)?.caller as Caller, ids.get(name) ?? '', '还在吗')) // every case has a customer
  await settle(db)
  for (const [who, , reached] of REACH()) {
    const line = lines.get(who)
    for (const name of reached) await line?.next('changed', (frame) => frame.conversationIds.includes(ids.get(name) ?? ''), 3000).catch(() => undefined)
    const told = casesIn(JSON.stringify(line?.frames.filter((frame) => frame.t === 'changed')))
    // One knew the restricted one as one of one's own queue; that it changed is not hidden, only what it holds.
    assert.deepEqual(
      told.filter((name) => name !== 'restricted' || reached.includes(name)),
      reached,
      who,
    )
  }
})

test('other people’s queues and desks are refused', async () => {
  const line = await called(desk, agent)
  for (const stream of [`queue:${transfers}`, `desk:${lead.actor.staffId}`, 'mine']) {
    line.say({ t: 'subscribe', stream, after: 0 })
    assert.equal((await line.next('unsubscribed', (frame) => frame.stream === stream)).code, 'permission.denied')
  }
})
