import type { CapacityWeights, WorkKind } from '@yingda/protocol/capacity.ts'

// The protocol's own list comes with zod; this one is checked against its type instead.
export const KINDS = ['chat', 'call_back_chat', 'call_back_phone'] as const satisfies readonly WorkKind[]
export type WeightsDraft = Readonly<Record<WorkKind, string>>

export const draftOf = (weights: CapacityWeights): WeightsDraft => ({
  chat: String(weights.chat),
  call_back_chat: String(weights.call_back_chat),
  call_back_phone: String(weights.call_back_phone),
})

/** Quarters from a quarter to ten; null = none of them. */
export function weightOf(text: string): number | null {
  const weight = Number(text)
  return text.trim() !== '' && weight >= 0.25 && weight <= 10 && Number.isInteger(weight * 4) ? weight : null
}

/** What is to be saved; null while something is wrong, or as it is. */
export function changedWeights(before: CapacityWeights, draft: WeightsDraft): CapacityWeights | null {
  const [chat, later, phone] = [weightOf(draft.chat), weightOf(draft.call_back_chat), weightOf(draft.call_back_phone)]
  if (chat === null || later === null || phone === null) return null
  const isSame = chat === before.chat && later === before.call_back_chat && phone === before.call_back_phone
  return isSame ? null : { chat, call_back_chat: later, call_back_phone: phone }
}
