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
    select c.id, c.reference, u.name as customer_name, a.name as holder_name, o.kind, o.due_at, o.overdue_at as missed_at, count(*) over () as total
    from obligation o join conversation c on c.id = o.conversation_id join customer u on u.id = c.customer_id left join staff a on a.id = c.assignee_id
    where o.open and o.overdue_at is not null and o.owner_kind <> 'bot' and ${toldTo(ctx.actor)} and ${withinReach(ctx.actor)}
    order by o.overdue_at desc, o.id desc limit ${MOST}`.execute(ctx.db)
  return {
    total: rows[0]?.total ?? 0,
    missed: rows.map(({ id, reference, customer_name: customerName, holder_name: holderName, kind, due_at, missed_at }) => {
      return { conversationId: id, reference, customerName, holderName, kind, dueAt: due_at.toISOString(), missedAt: missed_at.toISOString() }
    }),
  }
}
