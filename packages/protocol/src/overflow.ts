import * as z from 'zod'
import { TeamId } from './ids.ts'

/** Another team answers what has waited for so many minutes; with `whenNobody`, at once while nobody of the first is there. */
export const OverflowStep = z.strictObject({ teamId: TeamId, afterMinutes: z.int().min(0).max(240), whenNobody: z.boolean() })
export type OverflowStep = z.infer<typeof OverflowStep>

/** In the order in which they are asked; each team once. */
export const OverflowSteps = z
  .array(OverflowStep)
  .max(10)
  .refine((steps) => new Set(steps.map((step) => step.teamId)).size === steps.length)
