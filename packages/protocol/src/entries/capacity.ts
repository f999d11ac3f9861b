/** The entries of the one stream of capacity weights: who changed them, from what to what. Additive only; none of them is for a customer. */
import * as z from 'zod'
import { CapacityWeights } from '../capacity.ts'
import { entry } from './entry.ts'

export const CapacityStreamEntry = z.discriminatedUnion('type', [entry('capacity.weights_changed', { before: CapacityWeights, after: CapacityWeights })])
export type CapacityStreamEntry = z.infer<typeof CapacityStreamEntry>
