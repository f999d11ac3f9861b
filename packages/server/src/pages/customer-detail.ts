import type { Colleagues, ConversationDetail, CustomerDetail } from '@yingda/protocol/http/staff.ts'
import type { ConversationId, CustomerId, TeamId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { StaffActor } from '../platform/actor.ts'
import type { QueryContext } from '../platform/command.ts'
import { Refused } from '../platform/refused.ts'
import { accessConversation, withinReach } from '../modules/conversation/api.ts'
import { accessCustomer } from '../modules/customer/api.ts'
import { listColleagues, listTeams } from '../modules/identity/api.ts'
import { onlineStaff } from '../modules/workforce/api.ts'
import { selectRows, toRow, type Listed } from './conversation-rows.ts'

type StaffContext = QueryContext & { actor: StaffActor }
const MOST = 50

/** Head of the thread. @throws Refused `conversation.not_found` */
export async function conversationDetail(ctx: StaffContext, id: ConversationId): Promise<ConversationDetail> {
  const record = await accessConversation(ctx, id)
  const { rows } = await sql<Listed>`${selectRows(ctx.actor)} where c.id = ${id}`.execute(ctx.db)
  const [row] = rows
  if (row === undefined) throw new Refused('conversation.not_found')
  const canReply = record.status !== 'closed' && ctx.actor.permissions.has('conversation.reply')
  return { row: toRow(row), context: record.context, transaction: record.transaction?.transaction ?? null, canReply }
}

/** A customer is seen through the conversations that are in reach. @throws Refused `customer.not_found` */
export async function customerDetail(ctx: StaffContext, id: CustomerId): Promise<CustomerDetail> {
  const { rows } = await sql<Listed>`
    ${selectRows(ctx.actor)} where c.customer_id = ${id} and ${withinReach(ctx.actor)} order by c.changed_at desc limit ${MOST}`.execute(ctx.db)
  if (rows.length === 0) throw new Refused('customer.not_found')
  const customer = await accessCustomer(ctx, id)
  return {
    id,
    name: customer.name,
    signedIn: customer.external_id !== null,
    externalId: customer.external_id,
    language: customer.language,
    blockedUntil: customer.blocked_until !== null && customer.blocked_until > ctx.now ? customer.blocked_until.toISOString() : null,
    care: {
      byWallet: customer.care_by_wallet,
      byStaff: customer.care_by_staff,
      reason: ctx.actor.permissions.has('customer.care') ? customer.care_reason : null,
    },
    firstSeenAt: customer.created_at.toISOString(),
    conversations: rows.map(toRow),
  }
}

/** Whom one can mention, assign or transfer to. */
export async function colleagues(ctx: StaffContext): Promise<Colleagues> {
  const [staff, teams, online] = await Promise.all([listColleagues(ctx), listTeams(ctx), onlineStaff(ctx.db)])
  const open = await sql<{ id: string; open: number }>`
    select assignee_id as id, count(*) as open from conversation where status = 'assigned' and assignee_id is not null group by assignee_id`.execute(ctx.db)
  const waiting = await sql<{ id: string; waiting: number }>`
    select c.team_id as id, count(*) as waiting from conversation c where c.status = 'waiting' and ${withinReach(ctx.actor)} group by c.team_id`.execute(ctx.db)
  const openBy = new Map(open.rows.map((row) => [row.id, row.open]))
  const waitingBy = new Map(waiting.rows.map((row) => [row.id, row.waiting]))
  const seesLine = (id: TeamId): boolean => ctx.actor.role === 'admin' || ctx.actor.teamIds.includes(id)
  return {
    staff: staff.map(({ id, name, role, teamIds, available, capacity }) => ({
      id,
      name,
      role,
      teamIds: [...teamIds],
      available,
      capacity,
      online: online.has(id),
      open: openBy.get(id) ?? 0,
    })),
    teams: teams.map(({ id, nameZh, nameEn }) => ({ id, nameZh, nameEn, waiting: seesLine(id) ? (waitingBy.get(id) ?? 0) : null })),
  }
}
