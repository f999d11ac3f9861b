/** Who helps whom: overflow of teams, under `/api/staff`. */
import * as z from 'zod'
import { TeamId } from '../ids.ts'
import { OverflowStep, OverflowSteps } from '../overflow.ts'

/** GET /overflow */
export const OverflowList = z.strictObject({
  teams: z.array(z.strictObject({ id: TeamId, nameZh: z.string(), nameEn: z.string(), steps: z.array(OverflowStep) })),
})
export type OverflowList = z.infer<typeof OverflowList>

/** PUT /overflow/of-team/:teamId; empty: nobody helps. */
export const OverflowBody = z.strictObject({ steps: OverflowSteps })
export type OverflowBody = z.infer<typeof OverflowBody>
