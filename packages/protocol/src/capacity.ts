import * as z from 'zod'

/** What a conversation asks of whoever has it: a chat, words for a customer who has gone on, or a call. */
export const WORK_KINDS = ['chat', 'call_back_chat', 'call_back_phone'] as const
export const WorkKind = z.enum(WORK_KINDS)
export type WorkKind = z.infer<typeof WorkKind>

/** How many of an agent's places it takes, in quarters, which add up exactly. */
export const Weight = z.number().min(0.25).max(10).multipleOf(0.25)
/** GET /admin/capacity-weights, under `/api/staff`. */
export const CapacityWeights = z.strictObject({ chat: Weight, call_back_chat: Weight, call_back_phone: Weight })
export type CapacityWeights = z.infer<typeof CapacityWeights>
/** PUT /admin/capacity-weights ; `was`: how they are for who changes them. If they are otherwise by then, nothing is changed. */
export const CapacityWeightsBody = z.strictObject({ ...CapacityWeights.shape, was: CapacityWeights.optional() })
export type CapacityWeightsBody = z.infer<typeof CapacityWeightsBody>
