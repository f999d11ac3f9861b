import { bestOf, loadsOf, slotsOf, type Load, type UsualHour } from '@yingda/domain/routing/call-back-times.ts'
import { ALWAYS_OPEN } from '@yingda/domain/sla/business-time.ts'
import type { CallBackTimes } from '@yingda/protocol/http/call-back.ts'
import type { ConversationId, TeamId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { QueryContext } from '../../../platform/command.ts'
import { accessConversation, arrangedAt, mostAtOnce } from '../../conversation/api.ts'
import { calendarsOfTeams } from '../../workforce/api.ts'

/** Four weeks: each hour of the week has been four times. */
const USUAL_DAYS = 28

/**
 * When somebody can come back to this customer: half hours of the team's business hours that have room, and how long one
 * usually waits at that hour of the week, by the stays in its line of the last four weeks.
 *
 * @throws Refused `conversation.not_found`
 */
export async function callBackTimes(ctx: QueryContext, conversationId: ConversationId, timeZone: string): Promise<CallBackTimes> {
  const conversation = await accessConversation(ctx, conversationId)
  const { team_id: teamId } = conversation
  const calendar = teamId === null ? ALWAYS_OPEN : ((await calendarsOfTeams(ctx, [teamId])).get(teamId) ?? ALWAYS_OPEN)
  const [arranged, most, loads] = [await arrangedAt(ctx, conversation), await mostAtOnce(ctx, teamId), await usualLoads(ctx, teamId, timeZone)]
  const hourOf = hourOfWeek(timeZone)
  const slots = slotsOf(calendar, ctx.now.getTime())
    .filter(({ fromMs }) => (arranged.get(fromMs) ?? 0) < most)
    .map((slot) => ({ ...slot, load: loads.get(hourOf(slot.fromMs)) ?? null }))
  return { slots: slots.map(shown), best: bestOf(slots).map(shown) }
}

const shown = ({ fromMs, untilMs, load }: { fromMs: number; untilMs: number; load: Load | null }) => ({
  from: new Date(fromMs).toISOString(),
  until: new Date(untilMs).toISOString(),
  load,
})

/** `1-9` = Monday at nine, by the clock of the desk, as PostgreSQL counts days. */
async function usualLoads(ctx: QueryContext, teamId: TeamId | null, timeZone: string): Promise<Map<string, Load>> {
  if (teamId === null) return new Map()
  const { rows } = await sql<UsualHour & { hour: string }>`
    select extract(isodow from l.entered_at at time zone ${timeZone}) || '-' || extract(hour from l.entered_at at time zone ${timeZone}) as hour,
      count(*) as stays, sum(extract(epoch from l.left_at - l.entered_at))::float8 as "waitedSeconds"
    from line_stay l where l.team_id = ${teamId} and l.how in ('served', 'left')
      and l.entered_at >= ${ctx.now.toISOString()}::timestamptz - make_interval(days => ${USUAL_DAYS})
    group by 1`.execute(ctx.db)
  return loadsOf(new Map(rows.map(({ hour, stays, waitedSeconds }) => [hour, { stays, waitedSeconds }])))
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

function hourOfWeek(timeZone: string): (ms: number) => string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'short', hour: '2-digit', hourCycle: 'h23' })
  return (ms) => {
    const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, value]))
    return `${WEEKDAYS.indexOf(parts.get('weekday') ?? '') + 1}-${Number(parts.get('hour'))}`
  }
}
