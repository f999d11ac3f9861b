import type { MissedPromises } from '@yingda/protocol/http/promise.ts'
import type { PromiseKind } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { sql, type RawBuilder } from 'kysely'
import { withinReach } from '../modules/conversation/api.ts'
import type { StaffActor } from '../platform/actor.ts'
import type { QueryContext } from '../platform/command.ts'

/** What is read at once; how many there are in all is said beside it. */
const MOST = 50

type Row = {
  id: ConversationId
  reference: string
  customer_name: string | null
  holder_name: string | null
  kind: PromiseKind
  due_at: Date
  missed_at: Date
  total: number
}

/** Missed is told to those who lead the team, whether they are there or not; to admins where nobody leads it, or no team has it. */
function toldTo({ role, teamIds }: StaffActor): RawBuilder<boolean> {
  if (role === 'lead') return sql`c.team_id = any(${[...teamIds]}::uuid[])`
  return sql`${role === 'admin'} and not exists (
    select from team_member m join staff s on s.id = m.staff_id where m.team_id = c.team_id and s.role = 'lead' and s.active)`
}

/** Promises of people that were missed and are not kept yet, as far as the one who asks is to be told; the latest first. */
export async function missedPromises(ctx: QueryContext & { actor: StaffActor }): Promise<MissedPromises> {
  const { rows } = await sql<Row>`
    with missed as (
      select conversation_id, kind, due_at, overdue_at from obligation where open and overdue_at is not null and owner_kind <> 'bot'
      union all
      select conversation_id, 'resolution', due_at, overdue_at from resolution where running_since is not null and overdue_at is not null)
    select c.id, c.reference, u.name as customer_name, a.name as holder_name, m.kind, m.due_at, m.overdue_at as missed_at, count(*) over () as total
    from missed m join conversation c on c.id = m.conversation_id join customer u on u.id = c.customer_id left join staff a on a.id = c.assignee_id
    where ${toldTo(ctx.actor)} and ${withinReach(ctx.actor)}
    order by m.overdue_at desc, c.id desc, m.kind limit ${MOST}`.execute(ctx.db)
  return {
    total: rows[0]?.total ?? 0,
    missed: rows.map(({ id, reference, customer_name: customerName, holder_name: holderName, kind, due_at, missed_at }) => {
      return { conversationId: id, reference, customerName, holderName, kind, dueAt: due_at.toISOString(), missedAt: missed_at.toISOString() }
    }),
  }
}
