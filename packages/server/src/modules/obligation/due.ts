import { CALL_LASTS_MS } from '@yingda/domain/conversation/decide-call-back.ts'
import type { ConversationId, CustomerId, StaffId } from '@yingda/protocol/ids.ts'
import { sql, type RawBuilder } from 'kysely'
import type { CommandContext, QueryContext } from '../../platform/command.ts'
import type { ObligationRecord } from './tables.ts'

const open = (ctx: QueryContext, where: (now: RawBuilder<Date>) => RawBuilder<boolean>, most: number) =>
  sql<ObligationRecord>`
    select o.* from obligation o join promise p using (kind, priority)
    where o.open and ${where(sql`${ctx.now.toISOString()}::timestamptz`)} order by o.due_at limit ${most}`
    .execute(ctx.db)
    .then(({ rows }) => rows)

/** The answer is due soon and nobody has been told; the most pressing first. */
export const obligationsAtRisk = (ctx: QueryContext, most: number): Promise<ObligationRecord[]> =>
  open(ctx, (now) => sql`o.warned_at is null and o.warn_at <= ${now} and o.due_at > ${now} and o.owner_kind <> 'bot'`, most)

/** The answer was not given in time and nobody has been told. */
export const obligationsMissed = (ctx: QueryContext, most: number): Promise<ObligationRecord[]> =>
  open(ctx, (now) => sql`o.overdue_at is null and o.due_at <= ${now}`, most)

/** The bot has said that it is late and still owes. */
export const obligationsOfSilentBot = (ctx: QueryContext, most: number): Promise<ObligationRecord[]> =>
  open(ctx, (now) => sql`o.owner_kind = 'bot' and o.due_at <= ${now}`, most)

/** Held by an agent who has not answered however long after the deadline, and is not on the phone with the customer. */
export const obligationsOfSilentAgents = (ctx: QueryContext, most: number): Promise<ObligationRecord[]> =>
  open(
    ctx,
    (now) => sql`o.owner_kind = 'agent' and o.due_at <= ${now} and greatest(o.due_at, o.owned_since) + make_interval(mins => p.release_minutes) <= ${now}
      and not ${isCalling(now)}`,
    most,
  )

/** Whether its owner is on the phone with the customer: asked again under the conversation's lock, nobody loses one whom he has just called. */
export async function isOnThePhone(ctx: QueryContext, { id }: ObligationRecord): Promise<boolean> {
  return (await open(ctx, (now) => sql`o.id = ${id} and ${isCalling(now)}`, 1)).length > 0
}

/** From when the number was shown to the owner of `o` until he says what came of it, the call is called off, or no call lasts so long. */
const isCalling = (now: RawBuilder<Date>): RawBuilder<boolean> => sql<boolean>`exists (
  select from entry shown where shown.stream_id = o.conversation_id and shown.type = 'conversation.number_shown'
    and shown.at >= o.owned_since and shown.at > ${now} - make_interval(secs => ${CALL_LASTS_MS / 1000})
    and not exists (select from entry ended where ended.stream_id = shown.stream_id and ended.seq > shown.seq
      and ended.type in ('conversation.called_back', 'conversation.call_back_cancelled')))`

/** By when the answer is promised that is owed in this conversation now; null when none is. */
export async function answerDueAt({ db }: QueryContext, conversationId: ConversationId): Promise<Date | null> {
  const { rows } = await sql<{ due: Date }>`select due_at as due from obligation where conversation_id = ${conversationId} and open`.execute(db)
  return rows[0]?.due ?? null
}

/** The same for many; who is owed nothing is missing. */
export async function answersDueAt({ db }: QueryContext, ids: readonly ConversationId[]): Promise<Map<ConversationId, Date>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: ConversationId; due: Date }>`
    select conversation_id as id, due_at as due from obligation where conversation_id = any(${[...ids]}::uuid[]) and open`.execute(db)
  return new Map(rows.map(({ id, due }) => [id, due]))
}

/** Owed by these agents, whenever it is due. */
export const obligationsOwnedBy = (ctx: QueryContext, agentIds: readonly StaffId[], most: number): Promise<ObligationRecord[]> =>
  open(ctx, () => sql`o.owner_kind = 'agent' and o.owner_id = any(${agentIds}::uuid[])`, most)

/**
 * Remember that this is overdue, or that its warning has been given. What somebody answers just now is left alone.
 *
 * @returns false when it was known, is no longer open, or has been given a later deadline
 */
export async function markObligation(ctx: CommandContext, id: ObligationRecord['id'], what: 'warned' | 'overdue'): Promise<boolean> {
  const [column, from] = what === 'warned' ? [sql.ref('warned_at'), sql.ref('warn_at')] : [sql.ref('overdue_at'), sql.ref('due_at')]
  const now = sql`${ctx.now.toISOString()}::timestamptz`
  const { rows } = await sql<{ id: string }>`
    update obligation set ${column} = ${now} where id = ${id} and open and ${column} is null and ${from} <= ${now} returning id`.execute(ctx.db)
  return rows.length > 0
}

/** What a visitor asked in these conversations is now this customer's. */
export async function moveObligations(ctx: CommandContext, conversationIds: readonly ConversationId[], toId: CustomerId): Promise<void> {
  await sql`update obligation set customer_id = ${toId} where conversation_id = any(${[...conversationIds]}::uuid[])`.execute(ctx.db)
}
