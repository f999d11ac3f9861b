/** Call-backs: who waits need not stay. The customer's doors, and those of the agent who calls. */
import * as z from 'zod'
import { CallBackChannel } from '../entries/conversation.ts'
import { Instant } from '../time.ts'

/** How full the desk usually is at that hour of the week; null while too little is known. */
export const UsualLoad = z.enum(['quiet', 'usual', 'busy']).nullable()
export type UsualLoad = z.infer<typeof UsualLoad>
export const CallBackSlot = z.strictObject({ from: Instant, until: Instant, load: UsualLoad })
export type CallBackSlot = z.infer<typeof CallBackSlot>

/** GET /conversations/:id/call-back-times → when it can be, within business hours; `best`: the next quiet times, soonest first. */
export const CallBackTimes = z.strictObject({ slots: z.array(CallBackSlot), best: z.array(CallBackSlot) })
export type CallBackTimes = z.infer<typeof CallBackTimes>

/** The customer's own: `mail` null = by chat or phone only; `known` = the address the wallet has named, no more of the mailbox than its first letter. */
export const CallBackChoices = z.strictObject({ ...CallBackTimes.shape, mail: z.strictObject({ known: z.string().nullable() }).nullable() })
export type CallBackChoices = z.infer<typeof CallBackChoices>

/**
 * PUT /conversations/:id/call-back ; `from` is the beginning of an offered time, null = when it is the customer's turn. `email`
 * is for `mail` alone: where to write, absent or null = to the address the wallet has named. Again changes it.
 */
export const CallBackBody = z.strictObject({
  channel: CallBackChannel,
  number: z.string().max(40).nullable(),
  email: z.string().max(300).nullish(),
  from: Instant.nullable(),
})
export type CallBackBody = z.infer<typeof CallBackBody>

/**
 * POST /conversations/:id/called-back : not reached, `again` is the beginning of an offered time, null = not tried again. `agreed`: it
 * is put to that time because the customer wants it then, and is told so.
 */
export const CalledBackBody = z
  .strictObject({ reached: z.boolean(), again: Instant.nullable(), agreed: z.literal(true).optional() })
  .refine(({ reached, again, agreed }) => agreed !== true || (!reached && again !== null))
export type CalledBackBody = z.infer<typeof CalledBackBody>

/** POST /conversations/:id/call-back-number : recorded. */
export const CallBackNumber = z.strictObject({ number: z.string() })
export type CallBackNumber = z.infer<typeof CallBackNumber>
