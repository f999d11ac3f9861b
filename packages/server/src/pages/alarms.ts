import type { AlarmView } from '@yingda/protocol/http/watch.ts'
import { sql } from 'kysely'
import { withinReach } from '../modules/conversation/api.ts'
import { recentAlarms, type Alarm } from '../modules/watch/api.ts'
import type { StaffActor } from '../platform/actor.ts'
import type { QueryContext } from '../platform/command.ts'

type StaffContext = QueryContext & { actor: StaffActor }
export type OwnUndelivered = { count: number; since: Date | null }

/** What is wrong now first, then what was in the last day, as it concerns the one who asks. */
export async function alarmsFor(ctx: StaffContext): Promise<AlarmView[]> {
  const [alarms, own] = [await recentAlarms(ctx), await undeliveredWithinReach(ctx)]
  return alarmsOf(alarms, own)
}

/** Answers within reach that reached the customer on no channel, and since when the oldest: those, and no others, the reader can do something about. */
export async function undeliveredWithinReach(ctx: StaffContext): Promise<OwnUndelivered> {
  const { rows } = await sql<OwnUndelivered>`
    select count(*)::int as count, min(d.posted_at) as since from delivery d join conversation c on c.id = d.conversation_id
    where d.state = 'undelivered' and ${withinReach(ctx.actor)}`.execute(ctx.db)
  return rows[0] ?? { count: 0, since: null }
}

/**
 * The alarm of undelivered answers is raised once for the whole desk. Each reads in it what is within his own reach, the same
 * number wherever it stands; who has none is not alarmed.
 */
export function alarmsOf(alarms: readonly Alarm[], { count, since }: OwnUndelivered): AlarmView[] {
  return alarms.flatMap((alarm) => {
    const isOfAnswers = alarm.kind === 'answers_undelivered' && alarm.clearedAt === null
    if (!isOfAnswers) return [viewOf(alarm)]
    return since === null ? [] : [viewOf({ ...alarm, raisedAt: since, data: { count, since } })]
  })
}

const viewOf = ({ raisedAt, clearedAt, ...alarm }: Alarm): AlarmView => ({
  ...alarm,
  raisedAt: raisedAt.toISOString(),
  clearedAt: clearedAt?.toISOString() ?? null,
})
