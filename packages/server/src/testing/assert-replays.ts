import assert from 'node:assert/strict'
import { evolveConversation, type ConversationState } from '@yingda/domain/conversation/state.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import { accessConversation, readTimeline, stateOf } from '../modules/conversation/api.ts'
import type { Runner } from '../platform/command.ts'

/** Old state + entries = fetched state: what the console computes is what the server stores. Answers the state. */
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
    assert.deepEqual(
      entries.reduce((state, { entry, actor, at }) => evolveConversation(state, { entry, actor, at }), start),
      fetched,
    )
    return fetched
  })
}
