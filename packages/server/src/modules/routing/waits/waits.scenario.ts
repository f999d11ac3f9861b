/** Lines without a server: what brings people into them, and what is kept and told of them, under a clock that stands. */
import { sql } from 'kysely'
import type { ConversationId, StaffId, TeamId } from '@yingda/protocol/ids.ts'
import type { RecordedEntry } from '../../../platform/react.ts'
import { aConversation, aCustomer, anAgent, aServer, aTeam, comeOnline, SYSTEM } from '../../../testing/builders.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fixedClock } from '../../../testing/fixed-clock.ts'
import { assignConversation, life } from '../../conversation/api.ts'
import { stateWaits } from './state-waits.ts'
import { staysReaction } from './stays.ts'

export async function aWaitingRoom() {
  const { db } = await testDatabase()
  const clock = fixedClock()
  const { runner } = await aServer(db, clock)
  const reaction = staysReaction(runner)
  const look = (): Promise<number> => runner.run(SYSTEM, stateWaits)
  const serve = (conversationId: ConversationId, agentId: StaffId): Promise<unknown> =>
    runner.run(SYSTEM, (ctx) => assignConversation(ctx, { conversationId, agentId, how: 'given' }))
  const end = (conversationId: ConversationId): Promise<unknown> =>
    runner.run(SYSTEM, (ctx) => life.resolveConversation(ctx, { conversationId, outcome: 'answered' }))
  const waiting = async (teamId: TeamId): Promise<ConversationId> => (await aConversation(runner, await aCustomer(db), { teamId, status: 'waiting' })).id
  /** As the worker of reactions does, for everything that was ever written, or behind this number: so each is done again and again. */
  async function react(after = 0): Promise<void> {
    const { rows } = await sql<RecordedEntry>`
      select stream_id as "streamId", seq, type, data, at from entry where type = any(${[...reaction.on]}) and seq > ${after} order by stream_id, seq`.execute(
      db,
    )
    await reaction.handle(rows)
  }
  /** Twelve talks of four minutes each, one after another: what is known of the team afterwards. Of a few at work little can be said for sure. */
  async function aKnownTeam({ agents = 1, capacity = 4 } = {}): Promise<{ teamId: TeamId; agentId: StaffId; agentIds: StaffId[] }> {
    const teamId = await aTeam(db)
    const agentIds: StaffId[] = []
    for (let count = 0; count < agents; count += 1) agentIds.push((await anAgent(db, { teamIds: [teamId], capacity })).staffId)
    for (const id of agentIds) await comeOnline(db, id)
    const [staffId] = agentIds
    if (staffId === undefined) throw new Error('a team of nobody')
    for (let count = 0; count < 12; count += 1) {
      const id = await waiting(teamId)
      clock.advance(1000)
      await serve(id, staffId)
      clock.advance(240_000)
      await end(id)
    }
    await react()
    return { teamId, agentId: staffId, agentIds }
  }
  return { db, clock, runner, look, react, waiting, serve, end, aKnownTeam }
}
