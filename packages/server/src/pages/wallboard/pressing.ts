import type { PromiseKind, QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationStatus } from '@yingda/protocol/http/staff.ts'
import type { PressingRow } from '@yingda/protocol/http/wallboard.ts'
import type { ConversationId, StaffId, TeamId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { QueryContext } from '../../platform/command.ts'

/** What one looks at; how many there are is counted with the lines. */
export const MOST_PRESSING = 50

type Row = {
  id: ConversationId
  reference: string
  customer_name: string | null
  signed_in: boolean
  title: string | null
  question_type: QuestionType
  status: ConversationStatus
  team_id: TeamId
  restricted: boolean
  assignee_id: StaffId | null
  assignee_name: string | null
  offered_name: string | null
  kind: PromiseKind
  received_at: Date
  warn_at: Date
  due_at: Date
}
export type Pressing = { row: PressingRow; teamId: TeamId; restricted: boolean }

/**
 * Where people owe an answer, or what they have is to be resolved, soon or already late; what runs out first stands first, each
 * conversation once. Of each team as many as anybody is shown, those apart that not everybody may see.
 */
export async function readPressing(ctx: QueryContext): Promise<Pressing[]> {
  const { rows } = await sql<Row>`
    select p.id, p.reference, u.name as customer_name, u.external_id is not null as signed_in, p.title, p.question_type, p.status, p.team_id,
      p.restricted, p.assignee_id, a.name as assignee_name, f.name as offered_name, p.kind, p.received_at, p.warn_at, p.due_at
    from (
      select c.*, o.kind, o.received_at, o.warn_at, o.due_at, row_number() over (partition by c.team_id, c.restricted order by o.due_at, c.id) as place
      from (
        select distinct on (conversation_id) * from (
          select conversation_id, kind, received_at, warn_at, due_at from obligation
          where open and owner_kind <> 'bot' and warn_at <= ${ctx.now.toISOString()}::timestamptz
          union all
          select conversation_id, 'resolution', started_at, warn_at, due_at from resolution
          where running_since is not null and warn_at <= ${ctx.now.toISOString()}::timestamptz) each
        order by conversation_id, due_at) o
      join conversation c on c.id = o.conversation_id
      where c.team_id is not null and c.status not in ('resolved', 'closed')) p
    join customer u on u.id = p.customer_id left join staff a on a.id = p.assignee_id left join staff f on f.id = p.offered_to
    where p.place <= ${MOST_PRESSING} order by p.due_at, p.id`.execute(ctx.db)
  return rows.map((row) => ({ row: toPressing(row), teamId: row.team_id, restricted: row.restricted }))
}

const toPressing = (row: Row): PressingRow => ({
  id: row.id,
  reference: row.reference,
  customer: { name: row.customer_name, signedIn: row.signed_in },
  title: row.title,
  questionType: row.question_type,
  status: row.status,
  teamId: row.team_id,
  assignee: row.assignee_id === null ? null : { id: row.assignee_id, name: row.assignee_name ?? '' },
  offeredTo: row.offered_name,
  promise: { kind: row.kind, since: row.received_at.toISOString(), warnAt: row.warn_at.toISOString(), dueAt: row.due_at.toISOString() },
})
