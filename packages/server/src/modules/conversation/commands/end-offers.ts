/** Offers that nobody said yes or no to, as routing and the watch find them. */
import { decideOfferEnd } from '@yingda/domain/conversation/decide-offer.ts'
import type { ConversationId, StaffId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { CommandContext, QueryContext } from '../../../platform/command.ts'
import { staffNames } from '../../identity/api.ts'
import { applyEntriesToAll, entriesOf } from '../apply-entries.ts'
import { stateOf } from '../record-state.ts'
import type { ConversationRecord } from '../tables.ts'

/** `isOver`: its time is over, on the database's clock. */
export type OpenOffer = { conversationId: ConversationId; agentId: StaffId; isOver: boolean }
export type LockedOffer = ConversationRecord & { offered_to: StaffId; isOver: boolean }

export async function openOffers(ctx: QueryContext): Promise<OpenOffer[]> {
  const { rows } = await sql<OpenOffer>`
    select id as "conversationId", offered_to as "agentId", offer_until <= clock_timestamp() as "isOver" from conversation
    where offered_to is not null`.execute(ctx.db)
  return rows
}

/** These, locked in id order, as far as they are offered still to whom they were; what somebody else holds just now (he may be saying yes) is left out. */
export async function lockOffers(ctx: CommandContext, offers: readonly OpenOffer[]): Promise<LockedOffer[]> {
  const { rows } = await sql<LockedOffer>`
    select c.*, c.offer_until <= clock_timestamp() as "isOver" from conversation c
    join unnest(${offers.map((one) => one.conversationId)}::uuid[], ${offers.map((one) => one.agentId)}::uuid[]) as o (id, agent_id)
      on c.id = o.id and c.offered_to = o.agent_id
    order by c.id for no key update of c skip locked`.execute(ctx.db)
  return rows
}

/** Locked ones: they stand in line as before, for the next agent. */
export async function endOffersLocked(ctx: CommandContext, ended: readonly { row: LockedOffer; why: 'lapsed' | 'agent_away' }[]): Promise<void> {
  if (ended.length === 0) return
  const names = await staffNames(
    ctx,
    ended.map(({ row }) => row.offered_to),
  )
  await applyEntriesToAll(
    ctx,
    ended.map(({ row, why }) => {
      const agent = { id: row.offered_to, name: names.get(row.offered_to) ?? '' }
      return { row, drafts: entriesOf(decideOfferEnd(stateOf(row), { agent, why })).map((entry) => ({ entry })) }
    }),
  )
}
