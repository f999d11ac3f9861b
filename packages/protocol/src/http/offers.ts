/** What is offered to an agent, under `/api/staff`. */
import * as z from 'zod'
import { ConversationRow } from './staff.ts'

/** GET /offers: one's own, the one that ends first first. `available`: whether one is asked at all; who lets offers lapse is not. */
export const OfferList = z.strictObject({
  available: z.boolean(),
  offers: z.array(z.strictObject({ conversation: ConversationRow, /** Until it goes to somebody else. */ leftMs: z.int() })),
})
export type OfferList = z.infer<typeof OfferList>
