import type { CustomerConversation, CustomerConversationState } from '@yingda/protocol/http/customer.ts'
import { RATING_WINDOW_MS, REOPEN_WINDOW_MS } from '@yingda/domain/conversation/decide.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { CustomerActor } from '../../../platform/actor.ts'
import type { QueryContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import type { ConversationRecord } from '../tables.ts'

type Row = ConversationRecord & { last_customer_seq: number; customer_read_seq: number; unread: number; last_at: Date }
type CustomerContext = QueryContext & { actor: CustomerActor }

const MOST = 50

/** The customer's own conversations, newest activity first; those merged into another show as part of it. */
export async function customerConversations(ctx: CustomerContext): Promise<CustomerConversation[]> {
  const rows = await read(ctx, sql`c.merged_into_id is null`)
  return rows.map((row) => toCustomerConversation(row))
}

/** @throws Refused `conversation.not_found` */
export async function customerConversation(ctx: CustomerContext, id: ConversationId): Promise<CustomerConversation> {
  const [row] = await read(ctx, sql`c.id = ${id}`)
  if (row === undefined) throw new Refused('conversation.not_found')
  return toCustomerConversation(row)
}

async function read(ctx: CustomerContext, condition: ReturnType<typeof sql>): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select c.*, s.last_customer_seq, coalesce(p.read_seq, 0) as customer_read_seq,
      (select count(*) from entry e where e.stream_id = c.id and e.customer_seq > coalesce(p.read_seq, 0)
        and e.type = 'message.posted' and e.actor->>'kind' <> 'customer') as unread,
      coalesce((select e.at from entry e where e.stream_id = c.id and e.customer_seq is not null order by e.customer_seq desc limit 1), c.opened_at) as last_at
    from conversation c join stream s on s.id = c.id
    left join participant p on p.conversation_id = c.id and p.party = 'customer'
    where c.customer_id = ${ctx.actor.customerId} and ${condition}
    order by last_at desc limit ${MOST}`.execute(ctx.db)
  return rows
}

function toCustomerConversation(row: Row): CustomerConversation {
  const ended = row.status === 'resolved' && row.resolved_at !== null
  return {
    id: row.id,
    reference: row.reference,
    questionType: row.question_type,
    title: row.title,
    state: stateForCustomer(row.status),
    agentName: row.status === 'bot' ? null : row.agent_name,
    lastText: row.last_text,
    lastAt: row.last_at.toISOString(),
    lastSeq: row.last_customer_seq,
    readSeq: row.customer_read_seq,
    unread: row.unread,
    rating:
      row.rating === null || row.rated_at === null
        ? null
        : { score: row.rating, changeableUntil: new Date(row.rated_at.getTime() + RATING_WINDOW_MS).toISOString() },
    reopenableUntil: ended && row.resolved_at !== null ? new Date(row.resolved_at.getTime() + REOPEN_WINDOW_MS).toISOString() : null,
  }
}

/** Snoozed and waiting-for-the-customer are the desk's own words; to the customer an agent simply has it. */
export function stateForCustomer(status: ConversationRecord['status']): CustomerConversationState {
  switch (status) {
    case 'bot':
      return 'bot'
    case 'waiting':
      return 'waiting'
    case 'assigned':
    case 'snoozed':
    case 'awaiting_customer':
      return 'with_agent'
    case 'resolved':
      return 'ended'
    case 'closed':
      return 'closed'
  }
}
