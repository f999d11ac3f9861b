import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { Actor } from '../../../platform/actor.ts'
import { batched } from '../../../platform/batched.ts'
import { openBus } from '../../../platform/bus.ts'
import { createRunner } from '../../../platform/command.ts'
import { openDatabase } from '../../../platform/db/open.ts'
import { aClientId, aConversation, aCustomer, aServer } from '../../../testing/builders.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fixedClock } from '../../../testing/fixed-clock.ts'
import type { Posted } from './decide-messages.ts'
import { postMessages } from './post-message.ts'

const { db, url, beforeDrop } = await testDatabase()
const clock = fixedClock()
const server = await aServer(db, clock)

/** As a server posts: one batch after the other, each in two round trips. */
async function aWriter() {
  const { hot, transactHot: transact, close } = openDatabase(url, { max: 2 })
  beforeDrop(close)
  const { run } = createRunner({ db: hot, transact, bus: await openBus(), clock, groupsFor: () => ['test'] })
  return batched(run, postMessages, (input) => input.conversationId)
}

test('two servers write the same conversations at once: nothing is refused, and each number is given once', async () => {
  const writers = await Promise.all([aWriter(), aWriter()])
  const talks = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const customer: Actor = await aCustomer(db)
      return { customer, id: (await aConversation(server.runner, customer)).id }
    }),
  )
  const input = { text: '在吗', attachmentIds: [], followUp: 'nothing' as const }
  const each = 60
  const say = async ({ customer, id }: (typeof talks)[number], post: (typeof writers)[number]): Promise<Posted[]> => {
    const answers: Posted[] = []
    for (let count = 0; count < each; count += 1) answers.push(await post(customer, { ...input, conversationId: id, clientId: aClientId() }))
    return answers
  }
  for (const answers of await Promise.all(talks.map((talk) => Promise.all(writers.map((post) => say(talk, post)))))) {
    const numbers = answers.flat().map((posted) => (posted.at === 'here' ? posted.seq : null))
    assert.deepEqual(
      numbers.toSorted((one, other) => Number(one) - Number(other)),
      Array.from({ length: 2 * each }, (_, index) => index + 2),
    )
  }
  const { rows } = await sql<{ last: number; count: number }>`
    select last_seq as last, (select count(*) from entry e where e.stream_id = s.id) as count from stream s where kind = 'conversation'`.execute(db)
  assert.deepEqual(
    rows,
    talks.map(() => ({ last: 2 * each + 1, count: 2 * each + 1 })),
  )
})
