import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { aConversation, aCustomer, anAgent, aServer, aTeam } from '../testing/builders.ts'
import { testDatabase } from '../testing/database.ts'
import { countConversations, listConversations } from './conversation-rows.ts'

const { db } = await testDatabase()
const { runner } = await aServer(db)

test('a team is named in the language of who reads, in the counts and on each row; a deleted team is no queue', async () => {
  const teamId = await aTeam(db)
  const gone = await aTeam(db)
  await sql`update team set deleted_at = now() where id = ${gone}`.execute(db)
  await sql`update team set name_zh = '支付问题组', name_en = 'Payments' where id = ${teamId}`.execute(db)
  await aConversation(runner, await aCustomer(db), { teamId, status: 'waiting' })
  const chinese = await anAgent(db, { teamIds: [teamId] })
  const english = await anAgent(db, { teamIds: [teamId], role: 'admin' })
  await sql`update staff set language = 'en' where id = ${english.staffId}`.execute(db)

  for (const [actor, name] of [
    [chinese, '支付问题组'],
    [english, 'Payments'],
  ] as const) {
    const { queues } = await runner.query(actor, (ctx) => countConversations({ ...ctx, actor }))
    assert.deepEqual(queues, [{ teamId, name, waiting: 1 }])
    const { rows } = await runner.query(actor, (ctx) => listConversations({ ...ctx, actor }, { view: 'waiting', status: 'open', limit: 50 }))
    assert.deepEqual(
      rows.map(({ team }) => team),
      [{ id: teamId, name }],
    )
  }
})
