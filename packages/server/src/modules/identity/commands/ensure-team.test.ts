import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aServer, SYSTEM } from '../../../testing/builders.ts'
import { testDatabase } from '../../../testing/database.ts'
import { teamFor } from '../queries/people.ts'
import { ensureTeam } from './ensure-team.ts'

const { db } = await testDatabase()

test('a desk without a team gets one for every question, once, also when several servers start together', async () => {
  const servers = await Promise.all([aServer(db), aServer(db), aServer(db), aServer(db)])
  const made = (await Promise.all(servers.map(({ runner }) => runner.run(SYSTEM, ensureTeam)))).filter((id) => id !== null)
  assert.equal(made.length, 1)
  const [server] = servers
  assert.equal(await server?.runner.query(SYSTEM, (ctx) => teamFor(ctx, 'security')), made[0])
})
