import assert from 'node:assert/strict'
import { followOwed } from '@yingda/domain/conversation/owed.ts'
import { changeClock } from '@yingda/domain/conversation/resolving.ts'
import type { ConversationState } from '@yingda/domain/conversation/state.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import { accessConversation, readTimeline, stateOf } from '../modules/conversation/api.ts'
import { clockOf, resolutionsOf } from '../modules/obligation/api.ts'
import type { Runner } from '../platform/command.ts'

/** Old state + entries = fetched state, and the same for the clock of what is to be resolved: what the console computes is what the server stores. Answers the state. */
export async function assertReplays(runner: Runner, id: ConversationId): Promise<ConversationState> {
  return runner.query({ kind: 'system' }, async (ctx) => {
    const fetched = stateOf(await accessConversation(ctx, id))
    const entries = await readTimeline(ctx, id, { after: 0, limit: 10_000 })
    const [opened] = entries
    assert.ok(opened?.entry.type === 'conversation.opened')
    const { rows } = await sql<{ team_id: ConversationState['teamId'] }>`select team_id from conversation where id = ${id}`.execute(ctx.db)
    const start: ConversationState = {
      ...fetched,
      status: 'bot',
      teamId: rows[0]?.team_id ?? null,
      homeTeamId: null,
      assigneeId: null,
      agentName: null,
      restricted: false,
      urgent: false,
      care: false,
      waitingSince: null,
      owedSince: null,
      queuedAt: null,
      snoozedUntil: null,
      outcome: null,
      resolvedAt: null,
      closedAt: null,
      rating: null,
      mergedIntoId: null,
      callBack: null,
      repliesByMail: false,
      offer: null,
    }
    const { state, resolving } = followOwed(start, entries)
    assert.deepEqual(state, fetched)
    const held = (await resolutionsOf(ctx, [id])).get(id)
    assert.deepEqual(resolving.reduce(changeClock, null), held === undefined ? null : clockOf(held))
    return fetched
  })
}
