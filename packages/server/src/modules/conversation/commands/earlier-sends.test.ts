import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aClientId, aConversation, aCustomer, aServer, aTeam } from '../../../testing/builders.ts'
import { counting } from '../../../testing/counting.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fixedClock } from '../../../testing/fixed-clock.ts'
import * as life from './change-conversation.ts'

const { db } = await testDatabase()
const clock = fixedClock()
const counted = counting(db)
const server = await aServer(counted.db, clock)
const teamId = await aTeam(db)

async function aTalk() {
  const customer = await aCustomer(db)
  const { id } = await aConversation(server.runner, customer, { teamId })
  const message = (text: string) => ({ conversationId: id, clientId: aClientId(), text, attachmentIds: [], followUp: 'nothing' as const })
  return { customer, id, message }
}

test('a further message costs three statements: locked with its numbers, written, kept; none looks for an earlier send', async () => {
  const { customer, message } = await aTalk()
  await server.post(customer, message('钱扣了吗'))
  const further = message('在吗')
  const before = counted.asked()
  await server.post(customer, further)
  assert.equal(counted.asked() - before, 3)
  await server.post(customer, further)
  assert.ok(counted.asked() - before > 2 * 3, 'a repeat is refused first, and then looked for')
})

test('repeats among new messages: each repeat has its first answer, each new one its own number', async () => {
  const [one, other] = [await aTalk(), await aTalk()]
  const known = [one.message('在吗'), other.message('您好')] as const
  const first = [await server.post(one.customer, known[0]), await server.post(other.customer, known[1])]
  const fresh = one.message('急')
  const answers = await Promise.all([server.post(one.customer, fresh), server.post(other.customer, known[1]), server.post(one.customer, known[0])])
  assert.deepEqual([answers[2], answers[1]], first)
  assert.deepEqual(answers[0], { at: 'here', seq: 3, customerSeq: 3, time: clock.now().toISOString() })
})

test('the repeat of what was written before the conversation ended is answered as it was, however late', async () => {
  const { customer, id, message } = await aTalk()
  const said = message('付款失败了')
  const first = await server.post(customer, said)
  await server.runner.run(customer, (ctx) => life.resolveConversation(ctx, { conversationId: id, outcome: 'ended_by_customer' }))
  clock.advance(80 * 3600_000)
  assert.deepEqual(await server.post(customer, said), first)
  assert.deepEqual(await server.post(customer, message('还有')), { at: 'new' })
})
