import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { pino } from 'pino'
import { aConversation, aCustomer, anAgent, aServer, aTeam, comeOnline, SYSTEM } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { assignWaiting } from '../routing/api.ts'
import { lookOnce } from './look.ts'

const { db } = await testDatabase()
const { runner } = await aServer(db)

test('an offer that no router ends, since none runs any more, is ended by the watch', async () => {
  const teamId = await aTeam(db)
  await sql`update team set accept_seconds = 10 where id = ${teamId}`.execute(db)
  const agent = await anAgent(db, { teamIds: [teamId] })
  await comeOnline(db, agent.staffId)
  const { id } = await aConversation(runner, await aCustomer(db), { teamId, status: 'waiting' })
  await runner.run(SYSTEM, (ctx) => assignWaiting(ctx))
  const offer = async () =>
    (
      await sql<{ to: string | null; why: string | null }>`
      select offered_to as to, (select data->>'why' from entry where stream_id = c.id and type = 'conversation.offer_ended') as why
      from conversation c where id = ${id}`.execute(db)
    ).rows[0]
  await lookOnce(runner, pino({ level: 'silent' }))
  assert.deepEqual(await offer(), { to: agent.staffId, why: null }, 'in time it is left alone')
  await sql`update conversation set offer_until = clock_timestamp() where id = ${id}`.execute(db)
  await lookOnce(runner, pino({ level: 'silent' }))
  assert.deepEqual(await offer(), { to: null, why: 'lapsed' })
})
