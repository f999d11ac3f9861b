import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StaffActor } from '../platform/actor.ts'
import { aConversation, aCustomer, anAgent, aServer, aTeam } from '../testing/builders.ts'
import { testDatabase } from '../testing/database.ts'
import { colleagues } from './customer-detail.ts'

const { db } = await testDatabase()
const { runner } = await aServer(db)

test("how many wait is shown of one's own teams; of others only that they are there", async () => {
  const [own, foreign, idle] = await Promise.all([aTeam(db), aTeam(db), aTeam(db)])
  for (const teamId of [own, foreign, foreign]) await aConversation(runner, await aCustomer(db), { teamId, status: 'waiting' })
  const linesFor = async (actor: StaffActor) => {
    const { teams } = await runner.query(actor, (ctx) => colleagues({ ...ctx, actor }))
    return [own, foreign, idle].map((id) => teams.find((team) => team.id === id)?.waiting)
  }
  assert.deepEqual(await linesFor(await anAgent(db, { teamIds: [own, idle] })), [1, null, 0])
  assert.deepEqual(await linesFor(await anAgent(db, { role: 'lead', teamIds: [foreign] })), [null, 2, null])
  assert.deepEqual(await linesFor(await anAgent(db, { role: 'admin' })), [1, 2, 0])
})
