import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { SYSTEM } from '../../../testing/builders.ts'
import { decodedHeader, headerOf } from '../../../testing/mail-server.ts'
import { until } from '../../../testing/settle.ts'
import { TryAgain } from '../../../platform/jobs.ts'
import { subscribedDesk } from './subscription.scenario.ts'
import { smtpServerOf } from '../../../platform/config/mail.ts'
import { openMailLine } from '../../../platform/mail/line.ts'
import { sendAll } from './send-all.ts'
import { claimMails, forgetSubscriber, putOffMails, renewMails } from './store.ts'

const desk = await subscribedDesk()
const { clock, mails, react, work, ask, subscribers, subscribe, waiting, open, say, end } = desk
const MINUTE_MS = 60_000
const subjects = (): string[] => mails.received.map(({ raw }) => decodedHeader(headerOf(raw, 'Subject')))
const recipients = (): string[] => mails.received.flatMap(({ to }) => to).sort()

beforeEach(async () => {
  mails.manners = 'take'
  mails.received.length = 0
  mails.begun = 0
  await sql`delete from incident_subscriber`.execute(desk.db)
  await sql`delete from rate_window`.execute(desk.db)
  await sql`delete from graphile_worker._private_jobs`.execute(desk.db)
})

test('nobody is written to before he has confirmed, and what was asked is forgotten after two days', async () => {
  await ask('chen@example.cn')
  await work()
  assert.deepEqual([recipients(), subjects()], [['chen@example.cn'], ['云禾钱包服务状态：请确认订阅']])
  await open()
  await react()
  await work()
  assert.equal(mails.received.length, 1)
  clock.advance(49 * 60 * MINUTE_MS)
  await desk.worker.lookAfter()
  assert.deepEqual(await subscribers(), [])
})

test('who confirms after something was said is told of what is said from then on, however late the reaction comes', async () => {
  const id = await open()
  clock.advance(1)
  await subscribe('kim@example.com', 'en')
  await react()
  await work()
  assert.deepEqual(subjects(), [])
  await say(id)
  await react()
  await work()
  assert.deepEqual(subjects(), ['Yunhe Wallet service status: Top-ups are slow (Cause found)'])
})

test('opened, updated, ended: each is one mail to each, in his language, although the reaction comes again', async () => {
  await subscribe('chen@example.cn')
  await subscribe('kim@example.com', 'en')
  const id = await open()
  await react()
  await react()
  await work()
  await say(id)
  await end(id)
  for (let again = 0; again < 3; again += 1) {
    await react()
    await work()
  }
  assert.deepEqual(recipients(), [...Array.from({ length: 3 }, () => 'chen@example.cn'), ...Array.from({ length: 3 }, () => 'kim@example.com')])
  assert.deepEqual(
    subjects().filter((subject) => subject.includes('Yunhe')),
    ['Investigating', 'Cause found', 'Resolved'].map((state) => `Yunhe Wallet service status: Top-ups are slow (${state})`),
  )
  assert.equal(new Set(mails.received.map((mail) => mail.messageId)).size, 6)
  assert.equal(await waiting(), 0)
})

test('each mail can be ended by one click, and belongs to the thread of its incident', async () => {
  const subscriberId = await subscribe('chen@example.cn')
  const id = await open()
  await react()
  await work()
  const raw = mails.received[0]?.raw ?? ''
  const leave = /^<(https:\/\/desk\.example\/status\/subscriptions\/leave\?t=[\w.-]+)>$/.exec(headerOf(raw, 'List-Unsubscribe'))?.[1] ?? ''
  assert.equal(headerOf(raw, 'List-Unsubscribe-Post'), 'List-Unsubscribe=One-Click')
  assert.deepEqual(desk.links.readLeave(new URL(leave).searchParams.get('t') ?? ''), { id: subscriberId, language: 'zh-CN' })
  assert.equal(headerOf(raw, 'References'), `<${id}@wallet.example>`)
  assert.equal(headerOf(raw, 'Auto-Submitted'), 'auto-generated')
})

test('the mail says what is disturbed, since when on whose clock, and where to read on', async () => {
  await subscribe('kim@example.com', 'en')
  const id = await open()
  await react()
  await work()
  clock.advance(90 * MINUTE_MS)
  await end(id)
  await react()
  await work()
  const words = mails.received.map(({ raw }) => raw.replace(/=\r\n/g, '').replace(/=3D/g, '=').replace(/\r\n/g, '\n'))
  for (const part of [
    'Top-ups are slow: Investigating',
    '> Looking into it',
    '\nAffects: Top-ups',
    'Times are in China Standard Time.',
    'https://desk.example/status?lang=en',
    'Unsubscribe\nhttps://desk.example/status/subscriptions/leave?t=',
  ])
    assert.ok(words[0]?.includes(part), `${part}\n\n${words[0]}`)
  assert.match(words[0] ?? '', /Major\nSince \d+ Nov \d\d:\d\d\n/)
  assert.ok(words[1]?.includes('Lasted 1 hour 30 min'), words[1])
})

test('of eight workers with the same job each mail is sent by one', async () => {
  for (let index = 0; index < 30; index += 1) await subscribe(`person${index}@example.cn`)
  const id = await open()
  await react()
  const jobs = Array.from({ length: 8 }, () => desk.workerOf(mails.url).jobs['incident.mail']?.({ incidentId: id, seq: 1 }))
  await Promise.all(jobs)
  assert.deepEqual([mails.received.length, new Set(recipients()).size, await waiting()], [30, 30, 0])
})

test('a mail server that is away is asked again later; nothing is lost and nothing said twice', async () => {
  await subscribe('chen@example.cn')
  await subscribe('li@example.cn')
  await open()
  const dead = desk.workerOf('smtp://127.0.0.1:9')
  await react(dead)
  await work(dead)
  assert.deepEqual([mails.begun, await waiting()], [0, 2])
  await desk.worker.lookAfter()
  assert.equal(await work(), 0, 'not before its time')
  clock.advance(MINUTE_MS)
  await desk.worker.lookAfter()
  await work()
  assert.deepEqual([recipients(), await waiting()], [['chen@example.cn', 'li@example.cn'], 0])
})

test('one who died in the middle is followed by another after his claim, with the same mail', async () => {
  await subscribe('chen@example.cn')
  const id = await open()
  await react()
  mails.manners = 'hold'
  const dying = desk.worker.jobs['incident.mail']?.({ incidentId: id, seq: 1 })
  await until('a mail is in hand', () => mails.received.length === 1)
  await desk.workerOf(mails.url).jobs['incident.mail']?.({ incidentId: id, seq: 1 })
  assert.equal(mails.begun, 1, 'the claim stands')
  mails.manners = 'take'
  await sql`update incident_mail set claimed_until = now() - interval '1 second'`.execute(desk.db)
  await desk.worker.lookAfter()
  await work()
  assert.deepEqual([mails.received.length, new Set(mails.received.map((mail) => mail.messageId)).size], [2, 1])
  mails.letGo()
  await dying
  assert.equal(await waiting(), 0)
})

test('who sends to a mail server that takes its time keeps the mails in hand, however long that is', async (t) => {
  await subscribe('chen@example.cn')
  const id = await open()
  await react()
  mails.manners = 'hold'
  t.mock.timers.enable({ apis: ['setInterval'] })
  const sending = desk.worker.jobs['incident.mail']?.({ incidentId: id, seq: 1 })
  await until('a mail is in hand', () => mails.received.length === 1)
  await sql`update incident_mail set claimed_until = now() - interval '1 second'`.execute(desk.db)
  t.mock.timers.tick(15_000)
  const isHeld = async () =>
    (
      await sql`select from incident_mail where claimed_until > now() + interval '100 seconds' and claimed_until <= now() + interval '2 minutes'`.execute(
        desk.db,
      )
    ).rows.length === 1
  await until('it is renewed', isHeld)
  await desk.workerOf(mails.url).jobs['incident.mail']?.({ incidentId: id, seq: 1 })
  assert.equal(mails.begun, 1, 'the claim stands')
  mails.manners = 'take'
  mails.letGo()
  await sending
  assert.equal(await waiting(), 0)
})

test('who has lost his mails to another neither sends them nor puts them off under the hands of that one', async () => {
  const subscriberId = await subscribe('chen@example.cn')
  const telling = { incidentId: await open(), seq: 1 }
  await react()
  const claim = () => desk.runner.run(SYSTEM, (ctx) => claimMails(ctx, telling, 10))
  const first = await claim()
  await sql`update incident_mail set claimed_until = now() - interval '1 second'`.execute(desk.db)
  assert.equal((await claim()).length, 1)
  assert.equal(await desk.runner.run(SYSTEM, (ctx) => renewMails(ctx, telling, first)), false)
  await desk.runner.run(SYSTEM, (ctx) => putOffMails(ctx, telling, [{ subscriberId, attempts: 1, until: ctx.now, unknowns: 0 }]))
  assert.equal((await claim()).length, 0, 'it is still the other’s')
  const line = openMailLine(smtpServerOf(mails.url), { now: () => clock.now() })
  assert.deepEqual(await sendAll({ line, from: 'desk@wallet.example', isHeld: () => false }, [{ to: 'chen@example.cn', content: Buffer.from('x') }]), [])
  assert.equal(mails.begun, 0)
})

test('who leaves takes the address along, and what was still to be sent there', async () => {
  const id = await subscribe('chen@example.cn')
  await open()
  await react()
  await desk.runner.run(SYSTEM, (ctx) => forgetSubscriber(ctx, id))
  await work()
  assert.deepEqual([mails.received.length, await subscribers(), await waiting()], [0, [], 0])
})

test('asked again, nothing of a standing subscription changes; the mailbox is asked three times in half a day at most, whoever asks', async () => {
  await subscribe('chen@example.cn', 'zh-CN')
  for (let asked = 0; asked < 5; asked += 1) {
    await ask('Chen@Example.cn', 'en')
    await work()
  }
  assert.equal(mails.received.length, 2, 'the first of three was asked by subscribing')
  assert.deepEqual(
    (await subscribers()).map(({ email, language, confirmed }) => [email, language, confirmed]),
    [['chen@example.cn', 'zh-CN', true]],
  )
})

test('a confirmation that was put off is tried again; one that was refused is not', async () => {
  await ask('chen@example.cn')
  mails.manners = 'put_off'
  await assert.rejects(work(), TryAgain)
  await ask('gone@example.cn')
  mails.manners = 'refuse_address'
  await work()
  const { rows } = await sql`select from graphile_worker._private_jobs where key like 'incident.confirm:%'`.execute(desk.db)
  assert.deepEqual([rows.length, mails.received.length], [0, 0])
})
