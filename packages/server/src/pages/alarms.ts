import type { AlarmView } from '@yingda/protocol/http/watch.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import { withinReach } from '../modules/conversation/api.ts'
import { recentAlarms, type Alarm } from '../modules/watch/api.ts'
import type { StaffActor } from '../platform/actor.ts'
import type { QueryContext } from '../platform/command.ts'

type StaffContext = QueryContext & { actor: StaffActor }
export type OwnUndelivered = { count: number; since: Date | null }
/** What of the desk's alarms is the reader's: answers that reached nobody, and which of the conversations that alarms are about he may open. */
export type OwnPart = { undelivered: OwnUndelivered; conversationIds: ReadonlySet<string> }

const OF_CONVERSATIONS: readonly string[] = ['nobody_to_hand_over_to', 'counts_differ'] satisfies AlarmView['kind'][]

/** What is wrong now first, then what was in the last day, as it concerns the one who asks. */
export async function alarmsFor(ctx: StaffContext): Promise<AlarmView[]> {
  const alarms = await recentAlarms(ctx)
  return alarmsOf(alarms, await ownPartOf(ctx, alarms))
}

export async function ownPartOf(ctx: StaffContext, alarms: readonly Alarm[]): Promise<OwnPart> {
  return { undelivered: await undeliveredWithinReach(ctx), conversationIds: await openedBy(ctx, alarms) }
}

async function openedBy(ctx: StaffContext, alarms: readonly Alarm[]): Promise<ReadonlySet<string>> {
  const subjects = alarms.flatMap(({ kind, subject }) => (OF_CONVERSATIONS.includes(kind) ? [subject] : []))
  if (subjects.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`select c.id from conversation c where c.id = any(${subjects}::uuid[]) and ${withinReach(ctx.actor)}`.execute(
    ctx.db,
  )
  return new Set(rows.map(({ id }) => id))
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
 * number wherever it stands; who has none is not alarmed. One about a conversation is told to all, which one to whom it is open.
 */
export function alarmsOf(alarms: readonly Alarm[], { undelivered: { count, since }, conversationIds }: OwnPart): AlarmView[] {
  return alarms.flatMap((alarm) => {
    if (OF_CONVERSATIONS.includes(alarm.kind)) return [conversationIds.has(alarm.subject) ? viewOf(alarm, alarm.subject) : viewOf({ ...alarm, subject: 'all' })]
    const isOfAnswers = alarm.kind === 'answers_undelivered' && alarm.clearedAt === null
    if (!isOfAnswers) return [viewOf(alarm)]
    return since === null ? [] : [viewOf({ ...alarm, raisedAt: since, data: { count, since } })]
  })
}

const viewOf = ({ raisedAt, clearedAt, ...alarm }: Alarm, conversationId: string | null = null): AlarmView => ({
  ...alarm,
  conversationId: conversationId as ConversationId | null, // where the watch found something in a conversation, its subject is that one
  raisedAt: raisedAt.toISOString(),
  clearedAt: clearedAt?.toISOString() ?? null,
})
