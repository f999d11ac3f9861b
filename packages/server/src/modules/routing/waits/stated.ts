import type { ConversationState as LiveState, StatedWait } from '@yingda/protocol/realtime.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { QueryContext } from '../../../platform/command.ts'
import { linesOf, liveStates } from '../../conversation/api.ts'
import { answersDueAt } from '../../obligation/api.ts'
import { closedTeams } from '../../workforce/api.ts'

/** What was told longer ago is not told any more: whoever looks at the lines has stopped. */
const STALE_AFTER_SECONDS = 180
/** Clocks of two servers differ a little; what stands further ahead was written by one that is wrong, and is not told. */
const CLOCKS_DIFFER_SECONDS = 5

/** What these were told last, as far as they wait; who was told nothing is missing. */
export async function statedWaits(ctx: QueryContext, ids: readonly ConversationId[]): Promise<Map<ConversationId, StatedWait>> {
  if (ids.length === 0) return new Map()
  const now = ctx.now.toISOString()
  const { rows } = await sql<{ id: ConversationId; from: number | null; to: number | null }>`
    select l.conversation_id as id, e.from_seconds as from, e.to_seconds as to
    from line_stay l cross join lateral (
      select at, from_seconds, to_seconds from wait_estimate w
      where w.conversation_id = l.conversation_id and w.stay_seq = l.seq and w.at <= ${now}::timestamptz + make_interval(secs => ${CLOCKS_DIFFER_SECONDS})
      order by w.at desc limit 1) e
    where l.conversation_id = any(${[...ids]}::uuid[]) and l.left_at is null
      and e.at > ${now}::timestamptz - make_interval(secs => ${STALE_AFTER_SECONDS})`.execute(ctx.db)
  return new Map(rows.map(({ id, from, to }) => [id, from === null || to === null ? 'cannot_say' : { fromSeconds: from, toSeconds: to }]))
}

/**
 * How the others are, and for who waits how long it will take, by when an answer is promised, and whether his own line is
 * closed, whatever others are open. A customer has no place in a line in which nobody is served; staff see where he stands.
 */
export async function statesWithWaits(
  ctx: QueryContext,
  ids: readonly ConversationId[],
  reader: Parameters<typeof liveStates>[2],
): Promise<Map<ConversationId, LiveState>> {
  const states = await liveStates(ctx, ids, reader)
  const waiting = ids.filter((id) => states.get(id)?.ahead != null)
  const [stated, due, closedOf] = await Promise.all([statedWaits(ctx, waiting), answersDueAt(ctx, waiting), closedLines(ctx, waiting)])
  return new Map(
    [...states].map(([id, state]) => {
      const closed = closedOf.get(id) ?? null
      const ahead = closed !== null && reader.kind === 'customer' ? null : state.ahead
      return [id, { ...state, ahead, closed, wait: stated.get(id) ?? null, answerBy: due.get(id)?.toISOString() ?? null }]
    }),
  )
}

async function closedLines(ctx: QueryContext, waiting: readonly ConversationId[]): Promise<Map<ConversationId, { opensAt: string | null }>> {
  if (waiting.length === 0) return new Map()
  const lines = await linesOf(ctx, waiting)
  const closed = await closedTeams(ctx, [...new Set(lines.values())])
  return new Map([...lines].flatMap(([id, teamId]) => (closed.has(teamId) ? [[id, closed.get(teamId) ?? { opensAt: null }]] : [])))
}
