import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { RecordedEntry } from '../../../platform/react.ts'
import { aConversation, aCustomer, anAgent, aTeam } from '../../../testing/builders.ts'
import { mergeConversations } from '../../conversation/api.ts'
import { staysReaction } from './stays.ts'
import { aWaitingRoom } from './waits.scenario.ts'

const { db, runner } = await aWaitingRoom()
const reaction = staysReaction(runner)

test('a stay is as pressing as what was merged into the conversation', async () => {
  const [teamId, customer, admin] = [await aTeam(db), await aCustomer(db), await anAgent(db, { role: 'admin' })]
  const { id: targetId } = await aConversation(runner, customer, { teamId, questionType: 'other', status: 'waiting' })
  const { id: sourceId } = await aConversation(runner, customer, { teamId, questionType: 'security', status: 'waiting' })
  let told = 0
  const priority = async (): Promise<string | undefined> => {
    const { rows } = await sql<RecordedEntry>`select stream_id as "streamId", seq, type, data, at from entry
      where stream_id = ${targetId} and seq > ${told} and type = any(${[...reaction.on]}) order by seq`.execute(db)
    told = rows.at(-1)?.seq ?? told
    await reaction.handle(rows)
    return (await sql<{ priority: string }>`select priority from line_stay where conversation_id = ${targetId}`.execute(db)).rows[0]?.priority
  }
  assert.equal(await priority(), 'normal')
  await runner.run(admin, (ctx) => mergeConversations(ctx, { sourceId, targetId }))
  assert.equal(await priority(), 'urgent')
})
