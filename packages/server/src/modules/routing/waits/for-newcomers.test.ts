import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TeamId } from '@yingda/protocol/ids.ts'
import { anAgent, aTeam, comeOnline, SYSTEM } from '../../../testing/builders.ts'
import { assignConversation } from '../../conversation/api.ts'
import { waitsForNewcomers } from './for-newcomers.ts'
import { statedWaits } from './stated.ts'
import { aWaitingRoom } from './waits.scenario.ts'

const { db, clock, runner, look, react, waiting, serve, aKnownTeam } = await aWaitingRoom()
const toldNow = async (id: TeamId) => (await runner.query(SYSTEM, (ctx) => waitsForNewcomers(ctx, [{ id, questionTypes: ['payment'] }]))).get(id)

test('nobody is there, somebody has room, nobody has: it cannot be said, there is no wait, it cannot be said yet', async () => {
  const teamId = await aTeam(db)
  assert.deepEqual((await toldNow(teamId))?.['zh-CN'], { kind: 'cannot_say', why: 'nobody_there' })
  const agent = await anAgent(db, { teamIds: [teamId], capacity: 1 })
  await comeOnline(db, agent.staffId)
  assert.deepEqual(await toldNow(teamId), { 'zh-CN': { kind: 'none' }, en: { kind: 'none' } })
  const conversationId = await waiting(teamId)
  await runner.run(SYSTEM, (ctx) => assignConversation(ctx, { conversationId, agentId: agent.staffId, how: 'routed' }))
  assert.deepEqual((await toldNow(teamId))?.en, { kind: 'cannot_say', why: 'no_experience' })
})

test('what somebody would be told is what he is told when he comes', async () => {
  const { teamId, agentIds: toBeGiven } = await aKnownTeam({ agents: 6, capacity: 1 })
  const kinds: string[] = []
  for (let come = 0; come < 14; come += 1) {
    await react()
    clock.advance(1_000)
    const would = (await toldNow(teamId))?.['zh-CN']
    const id = await waiting(teamId)
    const free = toBeGiven.shift()
    if (free !== undefined) await serve(id, free)
    await react()
    await look()
    const told = (await runner.query(SYSTEM, (ctx) => statedWaits(ctx, [id]))).get(id)
    kinds.push(would?.kind ?? 'nothing')
    if (would?.kind === 'range') assert.deepEqual(told, { fromSeconds: would.fromSeconds, toSeconds: would.toSeconds }, `${come} have come`)
    if (would?.kind === 'cannot_say') assert.equal(told, 'cannot_say', `${come} have come`)
  }
  assert.deepEqual(kinds.slice(0, 6), Array(6).fill('none'))
  assert.equal(kinds.at(-1), 'range')
})
