import { ownerOf, priorityOf, promiseKindOf, type OwedChange } from '@yingda/domain/conversation/owed.ts'
import type { ConversationState } from '@yingda/domain/conversation/state.ts'
import { deadlineOf, plainTime, type Deadline, type PromiseTarget } from '@yingda/domain/sla/deadline.ts'
import type { CommandContext } from '../../platform/command.ts'
import { promiseTargets, settleObligations, type Settlement } from '../obligation/api.ts'
import { stateOf } from './record-state.ts'
import { saveConversations, type Preview } from './store.ts'
import type { ConversationRecord } from './tables.ts'

/** A locked conversation, the state its new entries lead to, and what they did to the answer that is owed. */
export type Work = { row: ConversationRecord; state: ConversationState; owed: readonly OwedChange[]; preview: Preview }

/** Write states back, and open, close or hand on the obligation of each: the database refuses one without the other. */
export async function saveWithObligations(ctx: CommandContext, works: readonly Work[]): Promise<void> {
  const unsettled = works.filter(concernsObligation)
  const targets = unsettled.some(needsDeadline) ? await promiseTargets(ctx) : []
  const open = await settleObligations(
    ctx,
    unsettled.map((work) => settlementOf(ctx, work, targets)),
  )
  await saveConversations(
    ctx,
    works.map(({ row, state, preview }) => ({ state, preview, obligationId: open.has(row.id) ? (open.get(row.id) ?? null) : row.obligation_id })),
  )
}

const isNewOwner = ({ row, state }: Work): boolean => JSON.stringify(ownerOf(stateOf(row))) !== JSON.stringify(ownerOf(state))
const concernsObligation = (work: Work): boolean => work.owed.length > 0 || (work.state.owedSince !== null && isNewOwner(work))

/** Opened just now, or passed on from the bot to people, whose promise begins then. Between people the promise stands. */
function needsDeadline({ row, state, owed }: Work): boolean {
  if (state.owedSince === null) return false
  const fromBot = ownerOf(stateOf(row)).kind === 'bot' && ownerOf(state).kind !== 'bot'
  return fromBot || owed.some((change) => change.do === 'open')
}

function settlementOf(ctx: CommandContext, work: Work, targets: readonly PromiseTarget[]): Settlement {
  const { row, state, owed } = work
  const priority = priorityOf(state)
  const kind = promiseKindOf(state)
  const deadline: Deadline | null = needsDeadline(work) ? deadlineOf(targets, { kind, priority, fromMs: ctx.now.getTime() }, plainTime) : null
  return {
    conversationId: row.id,
    customerId: state.customerId,
    channel: row.channel,
    openId: row.obligation_id,
    changes: owed,
    owes: state.owedSince === null ? null : { owner: ownerOf(state), kind, priority, deadline, isNewOwner: isNewOwner(work) },
    priority,
  }
}
