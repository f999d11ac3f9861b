import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { SYSTEM } from '../../testing/builders.ts'
import { until } from '../../testing/settle.ts'
import { aDeliveringDesk, MINUTE_MS } from './delivery.scenario.ts'
import { lookAtWeb } from './look.ts'
import { sendMail } from './send-mail.ts'
import { claimMail, renewMail } from './store.ts'

const WORKER = fileURLToPath(new URL('mail-worker.fixture.ts', import.meta.url))
const desk = await aDeliveringDesk()
const { clock, mails, held, say, deliver, deliveries, told } = desk

/** A worker in a process of its own, killed as soon as the mail server has the mail and before it has said so. */
async function killWhileSending(mailId: string): Promise<void> {
  mails.manners = 'hold'
  const worker = spawn(process.execPath, [WORKER, desk.database.url, mails.url, mailId], { stdio: 'ignore' })
  const gone = once(worker, 'exit')
  await until('the mail server to have it', () => mails.received.length > 0, { withinMs: 30_000 })
  worker.kill('SIGKILL')
  await gone
  mails.letGo()
  mails.manners = 'take'
}

test('a worker killed between the mail and its record: the claim keeps others out, then the same mail goes again, told once', async () => {
  const { id, agent } = await held()
  await say(agent, id, '请看')
  clock.advance(5 * MINUTE_MS)
  await lookAtWeb(desk.delivering)
  const [{ mailId } = { mailId: '' }] = await desk.mailJobs()
  await killWhileSending(mailId)
  const [row] = await deliveries(id)
  assert.deepEqual([row?.state, row?.attempts, mails.received.length], ['sending', 1, 1])
  const waits = await sql<{ claimed: boolean; unseen: boolean }>`select claimed_until <= now() + interval '2 minutes' as claimed,
    next_attempt_at <= now() + interval '2 minutes' as unseen from delivery where mail_id = ${mailId}`.execute(desk.db)
  assert.deepEqual(waits.rows, [{ claimed: true, unseen: true }], 'nobody waits for longer than two minutes')

  await Promise.all(Array.from({ length: 4 }, () => sendMail(desk.delivering, { mailId })))
  assert.equal(mails.begun, 1, 'its claim stands')
  // The worker went by the clock on the wall, which is past the one here: its two minutes are over.
  await sql`update delivery set claimed_until = now() - interval '1 second', next_attempt_at = ${clock.now().toISOString()} where mail_id = ${mailId}`.execute(
    desk.db,
  )
  await deliver()
  assert.deepEqual(
    (await deliveries(id)).map((one) => [one.state, one.attempts]),
    [['accepted', 2]],
  )
  assert.deepEqual([mails.received.length, new Set(mails.received.map((mail) => mail.messageId)).size], [2, 1])
  assert.deepEqual(
    (await told(id)).map(({ entry }) => entry.type),
    ['message.mailed'],
  )
})

test('killed between sending and telling: nobody sends while the claim stands, then the same mail goes again', async () => {
  mails.received.length = 0
  mails.begun = 0
  const { id, agent } = await held()
  await say(agent, id, '请看')
  clock.advance(5 * MINUTE_MS)
  const { mail } = desk.delivering
  const dying = {
    ...desk.delivering,
    mail: mail && {
      ...mail,
      async send(parcels: Parameters<typeof mail.send>[0]) {
        await mail.send(parcels)
        throw new Error('killed')
      },
    },
  }
  await assert.rejects(deliver(dying), /killed/)
  const [row] = await deliveries(id)
  assert.deepEqual([row?.state, mails.received.length], ['sending', 1])
  await sendMail(desk.delivering, { mailId: row?.mail_id ?? '' })
  assert.equal(mails.begun, 1, 'the claim stands')
  await sql`update delivery set claimed_until = now() - interval '1 second' where conversation_id = ${id}`.execute(desk.db)
  clock.advance(14 * MINUTE_MS)
  await deliver()
  assert.deepEqual([mails.received.length, (await deliveries(id)).map(({ state }) => state)], [2, ['accepted']])
  assert.equal(mails.received[0]?.messageId, mails.received[1]?.messageId)
  assert.equal((await told(id)).length, 1)
})

/** An answer on its way by mail, that nobody has in hand. */
async function onItsWay(): Promise<{ id: ConversationId; mailId: string }> {
  mails.received.length = 0
  mails.begun = 0
  const { id, agent } = await held()
  await say(agent, id, '请看')
  clock.advance(5 * MINUTE_MS)
  await lookAtWeb(desk.delivering)
  const [{ mailId } = { mailId: '' }] = await desk.mailJobs()
  return { id, mailId }
}
const endsClaim = (mailId: string, inSeconds: number) =>
  sql`update delivery set claimed_until = now() + make_interval(secs => ${inSeconds}) where mail_id = ${mailId}`.execute(desk.db)

test('who sends to a mail server that takes its time keeps the mail in hand, however long that is', async (t) => {
  const { id, mailId } = await onItsWay()
  mails.manners = 'hold'
  t.mock.timers.enable({ apis: ['setInterval'] })
  const sending = sendMail(desk.delivering, { mailId })
  await until('the mail server to have it', () => mails.received.length > 0)
  await endsClaim(mailId, 1)
  t.mock.timers.tick(15_000)
  await until(
    'it is renewed',
    async () =>
      (await sql`select from delivery where mail_id = ${mailId} and claimed_until > now() + interval '100 seconds'`.execute(desk.db)).rows.length === 1,
  )
  clock.advance(5 * MINUTE_MS)
  await deliver()
  await sendMail(desk.delivering, { mailId })
  assert.equal(mails.begun, 1, 'its claim stands')
  mails.manners = 'take'
  mails.letGo()
  await sending
  assert.deepEqual(
    (await deliveries(id)).map(({ state, claimed_until }) => [state, claimed_until]),
    [['accepted', null]],
  )
})

test('a claim that lapsed is renewed while nobody has taken the mail, and not any more once somebody has; who has lost it gives no content', async () => {
  const { mailId } = await onItsWay()
  const claim = () => desk.runner.run(SYSTEM, (ctx) => claimMail(ctx, mailId, ctx.now))
  const first = await claim()
  const renew = () => desk.runner.run(SYSTEM, (ctx) => renewMail(ctx, first, ctx.now))
  await endsClaim(mailId, -1)
  assert.equal(await renew(), true)
  assert.equal((await claim()).length, 0)
  await endsClaim(mailId, -1)
  assert.equal((await claim()).length, 1)
  assert.equal(await renew(), false)

  const [row] = first
  assert.ok(row !== undefined)
  const parcel = { key: mailId, conversationId: row.conversation_id, answers: [{ seq: row.seq, customerSeq: row.customer_seq }], isHeld: () => false }
  assert.equal((await desk.delivering.mail?.send([parcel]))?.get(mailId)?.result, 'failed')
  assert.equal(mails.received.length, 0)
})
