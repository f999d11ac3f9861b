/** Sockets are an observer: with them switched off a whole journey completes by HTTP. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CustomerEntry } from '@yingda/protocol/entries/views.ts'
import { aTeam } from '../testing/builders.ts'
import { testDatabase } from '../testing/database.ts'
import { settle } from '../testing/settle.ts'
import { aColleague, aKnownCustomer } from './callers.ts'
import { aDesk } from './desk.ts'
import { dial } from './line.ts'
import { ok, say, started } from './talk.ts'

const database = await testDatabase()
const desk = await aDesk(database, { env: { ROLES: 'api,worker' } })
await desk.start()

test('asked, answered by the bot, handed over, taken, answered, resolved, rated and kept, without a socket', async () => {
  const teamId = await aTeam(database.db)
  const agent = await aColleague(desk, { teamIds: [teamId], name: '林晓' })
  const customer = await aKnownCustomer(desk)
  await assert.rejects(dial(desk, { side: 'customer' }))

  const id = await started(customer, 'payment', '退款什么时候到账')
  let after = 0
  /** What came since, waited for as a widget without a socket waits. */
  const heard = async (kind: CustomerEntry['view']['kind'], from?: string): Promise<CustomerEntry> => {
    for (let tries = 0; tries < 10; tries += 1) {
      const response = await fetch(`${desk.origin()}/api/customer/conversations/${id}/entries?after=${after}&waitMs=5000`, { headers: customer.headers })
      const { entries } = (await response.json()) as { entries: CustomerEntry[] } // as the contract says
      const found = entries.find(({ view }) => view.kind === kind && (from === undefined || (view.kind === 'message' && view.from === from)))
      after = found?.seq ?? entries.at(-1)?.seq ?? after
      if (found !== undefined) return found
    }
    throw new Error(`no ${kind} came`)
  }
  await heard('message', 'bot')
  ok(await customer.post(`/conversations/${id}/person`))
  await heard('queued')
  assert.equal(ok(await customer.get(`/conversations/${id}/state`)).body.ahead, 0)

  const waiting = ok(await agent.get('/conversations?view=waiting')).body.rows
  assert.deepEqual(
    waiting.map((row: { id: string }) => row.id),
    [id],
  )
  ok(await agent.put(`/conversations/${id}/assignee`, { agentId: agent.actor.staffId }))
  await heard('joined_by')
  ok(await say(agent, id, '已经为您查到，今天到账。'))
  const answer = await heard('message', 'agent')
  ok(await customer.post(`/conversations/${id}/marks`, { delivered: answer.seq, read: answer.seq }))
  const row = ok(await agent.get(`/conversations/${id}`)).body.row
  assert.equal(row.status, 'assigned')
  ok(await agent.post(`/conversations/${id}/resolve`, { outcome: 'answered' }))
  await heard('resolved')
  ok(await customer.put(`/conversations/${id}/rating`, { score: 5, words: '很快' }))
  const transcript = ok(await customer.get(`/conversations/${id}/transcript`)).text
  for (const words of ['退款什么时候到账', '已经为您查到，今天到账。', '很快']) assert.ok(transcript.includes(words), words)
  await settle(database.db)
  assert.deepEqual(
    ok(await agent.get('/search?q=%E9%80%80%E6%AC%BE')).body.conversations.map((one: { row: { id: string } }) => one.row.id),
    [id],
  )
})
