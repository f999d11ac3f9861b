/** A customer leaves before the answer comes: web off, then the mail server off, then on again. By a whole server. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { aTeam } from '../testing/builders.ts'
import { testDatabase } from '../testing/database.ts'
import { fixedClock } from '../testing/fixed-clock.ts'
import { startMailServer, type MailServer } from '../testing/mail-server.ts'
import { settle, until } from '../testing/settle.ts'
import { aColleague, aKnownCustomer, aVisitor, type Caller, type Colleague } from './callers.ts'
import { aDesk } from './desk.ts'
import { called } from './line.ts'
import { ok, say, started } from './talk.ts'

const MINUTE_MS = 60_000
const database = await testDatabase()
const { db } = database
const clock = fixedClock(new Date().toISOString())
let mails: MailServer = await startMailServer()
const { port, url } = mails
database.beforeDrop(() => mails.stop())
const logged: string[] = []
const desk = await aDesk(database, {
  clock,
  env: { SMTP_URL: url, MAIL_FROM: 'desk@wallet.example', MAIL_AFTER_MINUTES: '3', LOG_LEVEL: 'info' },
  logTo: { write: (line) => void logged.push(line) },
})
await desk.start()
const payments = await aTeam(db)
const agent: Colleague = await aColleague(desk, { teamIds: [payments], capacity: 50 })
const lead: Colleague = await aColleague(desk, { role: 'lead', teamIds: [payments] })
const otherLead: Colleague = await aColleague(desk, { role: 'lead', teamIds: [await aTeam(db, { questionTypes: ['transfer'] })] })
const admin: Colleague = await aColleague(desk, { role: 'admin' })

/** Signed in by the desk's clock, with this address. */
function aCustomerAt(email: string): Promise<Caller> {
  const issuedAt = Math.floor(clock.now().getTime() / 1000)
  return aKnownCustomer(desk, { email, issuedAt, expiresAt: issuedAt + 600 })
}

async function helped(customer: Caller): Promise<string> {
  const id = await started(customer, 'payment')
  ok(await admin.put(`/conversations/${id}/assignee`, { agentId: agent.actor.staffId }))
  await settle(db)
  return id
}
const listed = async (who: Caller): Promise<{ conversationId: string; seq: number; reason: string; attempts: number }[]> =>
  ok(await who.get('/undelivered')).body.answers
const entriesOf = async (id: string): Promise<string[]> =>
  ok(await agent.get(`/conversations/${id}/entries`)).body.entries.map((one: { entry: { type: string } }) => one.entry.type)
const openAlarms = async (): Promise<{ kind: string; data: { count: number } }[]> =>
  ok(await lead.get('/alarms')).body.alarms.filter(
    (one: { kind: string; clearedAt: string | null }) => one.kind === 'answers_undelivered' && one.clearedAt === null,
  )
/** Time goes by until this holds: everything that waits for its time comes to pass. */
const inTime = (what: string, holds: () => Promise<boolean>) =>
  until(
    what,
    async () => {
      clock.advance(10_000)
      return holds()
    },
    { withinMs: 40_000 },
  )

test('who looks gets no mail; who has left gets one in his language, and the agent sees that it was sent', async () => {
  const there = await aCustomerAt('there@example.cn')
  const read = await helped(there)
  const away = await helped(await aCustomerAt('away@example.cn'))
  const line = await called(desk, there)
  line.say({ t: 'subscribe', stream: `conversation:${read}`, after: 0 })
  await line.next('live')
  ok(await say(agent, read, '您看得到'))
  ok(await there.post(`/conversations/${read}/marks`, { delivered: 1000, read: 1000 }))
  ok(await say(agent, away, '您不在'))
  await settle(db)
  clock.advance(3 * MINUTE_MS)
  await until('the mail', () => mails.received.length > 0, { withinMs: 20_000 })
  await until('the agent is told', async () => (await entriesOf(away)).includes('message.mailed'))
  assert.deepEqual(
    mails.received.map((mail) => mail.to),
    [['away@example.cn']],
  )
  assert.deepEqual(await listed(admin), [])
  line.hangUp()
})

test('web off, then mail off: the agent sees “not delivered”, the list and an alarm stand until mail is back', async () => {
  mails.received.length = 0
  const id = await helped(await aCustomerAt('gone@example.cn'))
  await mails.stop()
  ok(await say(agent, id, '钱已经退回'))
  await settle(db)
  await inTime('it to be undelivered', async () => (await listed(lead)).length > 0)
  const [answer] = await listed(lead)
  assert.deepEqual([answer?.conversationId, answer?.reason], [id, 'mail_server_away'])
  assert.ok((answer?.attempts ?? 0) >= 4)
  assert.deepEqual(await listed(otherLead), [], 'not in reach')
  const beyond = async (who: typeof lead): Promise<number> => ok(await who.get('/undelivered')).body.beyondReach
  assert.deepEqual([await beyond(lead), await beyond(otherLead)], [0, 1], 'that nothing is in reach is not told as nothing at all')
  assert.ok((await entriesOf(id)).includes('message.undelivered'))
  await until('the alarm', async () => (await openAlarms())[0]?.data.count === 1)

  mails = await startMailServer(port)
  ok(await lead.post(`/conversations/${id}/undelivered/${answer?.seq}/retry`))
  await until('the list to be empty', async () => (await listed(lead)).length === 0, { withinMs: 20_000 })
  assert.deepEqual(
    mails.received.map((mail) => mail.to),
    [['gone@example.cn']],
  )
  assert.equal((await entriesOf(id)).at(-1), 'message.mailed')
  await until('no alarm', async () => (await openAlarms()).length === 0)
})

test('back on its own, without anybody asking', async () => {
  mails.received.length = 0
  const id = await helped(await aCustomerAt('gone@example.cn'))
  await mails.stop()
  ok(await say(agent, id, '钱已经退回'))
  await settle(db)
  await inTime('it to be undelivered', async () => (await listed(lead)).length > 0)
  mails = await startMailServer(port)
  await inTime('the list to be empty', async () => (await listed(lead)).length === 0)
  assert.equal(mails.received.length, 1)
})

test('a visitor who has left is on the list, until a lead decides', async () => {
  const id = await helped(await aVisitor(desk))
  ok(await say(agent, id, '您好'))
  await settle(db)
  await inTime('it to be undelivered', async () => (await listed(lead)).length > 0)
  const [answer] = await listed(lead)
  assert.equal(answer?.reason, 'no_address')
  assert.equal((await lead.post(`/conversations/${id}/undelivered/${answer?.seq}/retry`)).body.code, 'delivery.no_way')
  ok(await lead.post(`/conversations/${id}/undelivered/${answer?.seq}/settle`, { note: '访客，没有联系方式' }))
  assert.deepEqual(await listed(lead), [])
  assert.equal((await entriesOf(id)).at(-1), 'message.delivery_settled')
})

test('no log names an address or repeats an answer', () => {
  assert.ok(logged.some((line) => line.includes('a mail was not taken')))
  for (const words of ['example.cn', '钱已经退回'])
    assert.deepEqual(
      logged.filter((line) => line.includes(words)),
      [],
    )
})

test('the list is read page by page, the oldest first, and each answer once', async () => {
  const ids: string[] = []
  for (let index = 0; index < 3; index += 1) {
    const id = await helped(await aVisitor(desk))
    ok(await say(agent, id, `第 ${index} 句`))
    ids.push(id)
    clock.advance(1000)
  }
  await settle(db)
  await inTime('all to be undelivered', async () => (await listed(lead)).length === 3)
  const seen: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { answers: { conversationId: string }[]; nextCursor: string | null } = ok(
      await lead.get(`/undelivered?limit=2${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`),
    ).body
    seen.push(...page.answers.map((one) => one.conversationId))
    cursor = page.nextCursor
  }
  assert.deepEqual(seen, ids)
  assert.equal((await sql`select from delivery where state = 'undelivered'`.execute(db)).rows.length, 3)
})
