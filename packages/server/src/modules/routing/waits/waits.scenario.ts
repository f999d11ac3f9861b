/** Lines without a server: what brings people into them, and what is kept and told of them, under a clock that stands. */
import { sql } from 'kysely'
import type { ConversationId, TeamId } from '@yingda/protocol/ids.ts'
import type { RecordedEntry } from '../../../platform/react.ts'
import { aConversation, aCustomer, aServer, SYSTEM } from '../../../testing/builders.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fixedClock } from '../../../testing/fixed-clock.ts'
import { stateWaits } from './state-waits.ts'
import { staysReaction } from './stays.ts'

export async function aWaitingRoom() {
  const { db } = await testDatabase()
  const clock = fixedClock()
  const { runner } = await aServer(db, clock)
  const reaction = staysReaction(runner)
  return {
    db,
    clock,
    runner,
    look: (): Promise<number> => runner.run(SYSTEM, stateWaits),
    /** As the worker of reactions does, for everything that was ever written: so each is done again and again. */
    async react(): Promise<void> {
      const { rows } = await sql<RecordedEntry>`
        select stream_id as "streamId", seq, type, data, at from entry where type = any(${[...reaction.on]}) order by stream_id, seq`.execute(db)
      await reaction.handle(rows)
    },
    async waiting(teamId: TeamId): Promise<ConversationId> {
      return (await aConversation(runner, await aCustomer(db), { teamId, status: 'waiting' })).id
    },
  }
}
