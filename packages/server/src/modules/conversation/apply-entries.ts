import { followOwed } from '@yingda/domain/conversation/owed.ts'
import type { ConversationState } from '@yingda/domain/conversation/state.ts'
import { isForCustomer } from '@yingda/domain/conversation/to-customer.ts'
import type { Decision } from '@yingda/domain/conversation/decide.ts'
import type { ConversationEntry } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationId, StaffId } from '@yingda/protocol/ids.ts'
import type { Actor } from '../../platform/actor.ts'
import { actorForEntry } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/command.ts'
import { record, type NewEntry } from '../../platform/record.ts'
import { Refused } from '../../platform/refused.ts'
import { stateOf } from './record-state.ts'
import { saveWithObligations } from './owe.ts'
import { addHeld, type Preview } from './store.ts'
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
  const applied = (await applyEntriesToAll(ctx, [{ row, drafts, preview }])).get(row.id)
  return applied ?? { seq: 0, customerSeq: 0, state: stateOf(row) }
}

/** The same for many, in a number of statements that does not grow with them. @returns by conversation, for all of them */
export async function applyEntriesToAll(ctx: CommandContext, items: readonly ToApply[]): Promise<Map<ConversationId, Applied>> {
  const works = items.map((item) => {
    const before = stateOf(item.row)
    return { ...item, before, ...evolveAll(ctx, before, item.drafts), preview: item.preview ?? {} }
  })
  const recorded = await record(
    ctx,
    works.map(({ row, drafts }) => ({ stream: { id: row.id, kind: 'conversation', customerId: row.customer_id }, entries: drafts.map(asNewEntry) })),
  )
  await saveWithObligations(
    ctx,
    works.filter(({ drafts }) => drafts.length > 0),
  )
  await addHeld(ctx, works.flatMap(heldIn))
  return new Map(
    works.map(({ row, state }) => {
      const numbers = recorded.get(row.id)
      return [row.id, { seq: numbers?.lastSeq ?? 0, customerSeq: numbers?.lastCustomerSeq ?? 0, state }]
    }),
  )
}

/** Each conversation once: its row is locked, and its entries stand in order. */
export type ToApply = { row: ConversationRecord; drafts: readonly Draft[]; preview?: Preview }

/** Who comes to hold it by these drafts. */
export const heldIn = ({ row, drafts }: ToApply): { conversationId: ConversationId; staffId: StaffId }[] =>
  drafts.flatMap(({ entry }) => (entry.type === 'conversation.assigned' ? [{ conversationId: row.id, staffId: entry.data.agentId }] : []))
