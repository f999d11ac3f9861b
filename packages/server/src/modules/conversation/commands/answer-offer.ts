/** An agent says yes or no to what is offered to him. */
import { decideAccept, decideOfferEnd } from '@yingda/domain/conversation/decide-offer.ts'
import { servesAs } from '@yingda/domain/routing/overflow.ts'
import type { ConversationId, StaffId, TeamId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { forgetMissedOffers, listTeams, lockStaff, type Agent } from '../../identity/api.ts'
import { applyEntries, entriesOf, type Applied } from '../apply-entries.ts'
import { stateOf } from '../record-state.ts'
import { lockConversation } from '../store.ts'
import type { ConversationRecord } from '../tables.ts'
import { refuseUnseeing } from './assign-conversation.ts'

type OfOffer = { conversationId: ConversationId }

/**
 * The agent to whom it is offered takes it; the place on the desk was kept for it. Again: it is his, nothing changes. In
 * time is judged on the database's clock, under the conversation's lock: of accepting and lapsing one comes first.
 *
 * Lock order: conversation, then agent.
 *
 * @throws Refused `conversation.not_found` | `offer.over` | `agent.not_allowed`
 */
export async function acceptOffer(ctx: CommandContext, { conversationId }: OfOffer): Promise<Applied> {
  const { row, agent } = await lockForAnswer(ctx, conversationId)
  refuseUnseeing(agent, row)
  const teamId = await servingTeam(ctx, row, agent)
  const entries = entriesOf(decideAccept(stateOf(row), { agent, inTime: await isInTime(ctx, row), teamId }))
  await forgetMissedOffers(ctx, agent.id)
  return applyEntries(
    ctx,
    row,
    entries.map((entry) => ({ entry })),
  )
}

/** It goes to the next one. Not offered to him any more: nothing changes. @throws Refused `conversation.not_found` */
export async function declineOffer(ctx: CommandContext, { conversationId }: OfOffer): Promise<Applied> {
  const { row, agent } = await lockForAnswer(ctx, conversationId)
  const entries = entriesOf(decideOfferEnd(stateOf(row), { agent, why: 'declined' }))
  await forgetMissedOffers(ctx, agent.id)
  return applyEntries(
    ctx,
    row,
    entries.map((entry) => ({ entry })),
  )
}

/** As a member of which team he answers: its own, else the first that helps it and is his. */
async function servingTeam(ctx: CommandContext, { team_id: line }: ConversationRecord, agent: Agent): Promise<TeamId> {
  if (line === null) return refuseOver()
  const helping = (await listTeams(ctx)).find(({ id }) => id === line)?.overflow ?? []
  return servesAs([line, ...helping.map((step) => step.teamId)], agent.teamIds) ?? agent.teamIds[0] ?? line
}

async function lockForAnswer(ctx: CommandContext, id: ConversationId): Promise<{ row: ConversationRecord; agent: Agent }> {
  const staffId: StaffId = ctx.actor.kind === 'staff' ? ctx.actor.staffId : refuseOver()
  const row = await lockConversation(ctx, id)
  return { row, agent: await lockStaff(ctx, staffId) }
}

function refuseOver(): never {
  throw new Refused('offer.over')
}

async function isInTime(ctx: CommandContext, { id }: ConversationRecord): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean | null }>`select offer_until > clock_timestamp() as yes from conversation where id = ${id}`.execute(ctx.db)
  return rows[0]?.yes === true
}
