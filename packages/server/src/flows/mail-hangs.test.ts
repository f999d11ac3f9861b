/** A mail server that takes the line and says nothing, and a whole server that has many mails for it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aTeam } from '../testing/builders.ts'
import { testDatabase } from '../testing/database.ts'
import { fixedClock } from '../testing/fixed-clock.ts'
import { startRudeServer } from '../testing/rude-server.ts'
import { settle, until } from '../testing/settle.ts'
import { aColleague, aKnownCustomer } from './callers.ts'
import { aDesk } from './desk.ts'
import { ok, say, started } from './talk.ts'

const MINUTE_MS = 60_000
const database = await testDatabase()
const clock = fixedClock(new Date().toISOString())
const silent = await startRudeServer(null)
database.beforeDrop(() => silent.stop())
const desk = await aDesk(database, { clock, env: { SMTP_URL: silent.url, MAIL_FROM: 'desk@wallet.example', MAIL_AFTER_MINUTES: '3' } })
await desk.start()
const payments = await aTeam(database.db)
const agent = await aColleague(desk, { teamIds: [payments], capacity: 50 })
const admin = await aColleague(desk, { role: 'admin' })

test('mails that hang do not keep a server from stopping', async () => {
  const issuedAt = Math.floor(clock.now().getTime() / 1000)
  for (let index = 0; index < 12; index += 1) {
    const customer = await aKnownCustomer(desk, { email: `person${index}@example.cn`, issuedAt, expiresAt: issuedAt + 600 })
    const id = await started(customer, 'payment')
    ok(await admin.put(`/conversations/${id}/assignee`, { agentId: agent.actor.staffId }))
    ok(await say(agent, id, '请看'))
  }
  await settle(database.db)
  clock.advance(3 * MINUTE_MS)
  await until('mails hang', () => silent.taken > 0, { withinMs: 20_000 })
  assert.ok(silent.taken <= 4)
  const began = performance.now()
  await desk.stop()
  assert.ok(performance.now() - began < 8000, `${performance.now() - began} ms`)
})
