import { followOwed } from '@yingda/domain/conversation/owed.ts'
import type { ConversationState } from '@yingda/domain/conversation/state.ts'
import { isForCustomer } from '@yingda/domain/conversation/to-customer.ts'
import type { Decision } from '@yingda/domain/conversation/decide.ts'
import type { ConversationEntry } from '@yingda/protocol/entries/conversation.ts'
import type { Actor } from '../../platform/actor.ts'
import { actorForEntry } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/command.ts'
import { record, type NewEntry } from '../../platform/record.ts'
import { Refused } from '../../platform/refused.ts'
import { stateOf } from './record-state.ts'
import { saveWithObligations } from './owe.ts'
import { addReach, type Preview } from './store.ts'
import type { ConversationRecord } from './tables.ts'

/** An entry on its way into the stream, with what stands apart from it. */
export type Draft = { entry: ConversationEntry; actor?: Actor; text?: string; fileHashes?: readonly string[]; sent?: NewEntry['sent'] }

/** Newest numbers of the stream: `seq` for staff, `customerSeq` for the customer. */
export type Applied = { seq: number; customerSeq: number; state: ConversationState }

/** The entries a decision allows. @throws Refused with the decision's code */
export function entriesOf(decision: Decision): ConversationEntry[] {
  if ('refused' in decision) throw new Refused(decision.refused, decision.data ?? {})
  return decision.entries
}

export const asNewEntry = ({ entry, actor, text, fileHashes, sent }: Draft): NewEntry => ({
  type: entry.type,
  data: entry.data,
  forCustomer: isForCustomer(entry),
  actor,
  sent: sent ?? null,
  content: text === undefined ? null : { text, fileHashes: fileHashes ?? [] },
})

/** The state after these drafts, and what they do to the answer that is owed. */
export function evolveAll(ctx: CommandContext, state: ConversationState, drafts: readonly Draft[]): ReturnType<typeof followOwed> {
  const at = ctx.now.toISOString()
  return followOwed(
    state,
    drafts.map(({ entry, actor }) => ({ entry, actor: actorForEntry(actor ?? ctx.actor), at })),
  )
}

/** Evolve, save and record entries on a conversation whose row the caller has locked. */
export async function applyEntries(ctx: CommandContext, row: ConversationRecord, drafts: readonly Draft[], preview: Preview = {}): Promise<Applied> {
  const { state, owed } = evolveAll(ctx, stateOf(row), drafts)
  if (drafts.length > 0) await saveWithObligations(ctx, [{ row, state, owed, preview }])
  for (const { entry } of drafts) {
    if (entry.type === 'conversation.assigned') await addReach(ctx, row.id, [entry.data.agentId], 'held')
  }
  const stream = { id: row.id, kind: 'conversation', customerId: row.customer_id }
  const recorded = (await record(ctx, [{ stream, entries: drafts.map(asNewEntry) }])).get(row.id)
  return { seq: recorded?.lastSeq ?? 0, customerSeq: recorded?.lastCustomerSeq ?? 0, state }
}
