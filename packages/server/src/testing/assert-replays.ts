import assert from 'node:assert/strict'
import { followOwed } from '@yingda/domain/conversation/owed.ts'
import { ALWAYS_OPEN } from '@yingda/domain/sla/business-time.ts'
import { changeClock, type ResolutionClock } from '@yingda/domain/sla/resolution.ts'
import type { ConversationState } from '@yingda/domain/conversation/state.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import { accessConversation, readTimeline, stateOf } from '../modules/conversation/api.ts'
import { resolutionsOf } from '../modules/obligation/api.ts'
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
    let state = start
    let clock: ResolutionClock | null = null
    for (const one of entries) {
      const followed = followOwed(state, [one])
      state = followed.state
      for (const change of followed.resolving) clock = changeClock(clock, change, Date.parse(one.at), { was: ALWAYS_OPEN, is: ALWAYS_OPEN, target: null })
    }
    assert.deepEqual(state, fetched)
    assert.deepEqual(turnsOf(clock), turnsOf((await resolutionsOf(ctx, [id])).get(id) ?? null))
    return fetched
  })
}

/** Hours and promises may have changed since; whose turn it is has not. */
const turnsOf = (clock: ResolutionClock | null): unknown => clock && [clock.startedAtMs, clock.runningSinceMs !== null, clock.ended]
