/**
 * What the desk tells the wallet of its own accord, so that the wallet can push it to the customer's phone. Sent by
 * POST with `x-yingda-signature: t=<unix seconds>,v1=<hex>`: HMAC-SHA256 under the shared secret over
 * `${t}.${raw body}`. May come twice (same `id`); the receiver answers 2xx once it is kept.
 */
import * as z from 'zod'
import { ConversationId } from './ids.ts'
import { Instant } from './time.ts'

/** Somebody answered a customer who is not looking. Additive only: receivers must bear fields they do not know. */
export const MessageForCustomer = z.object({
  id: z.string().regex(/^[\w.:-]{1,100}$/),
  type: z.literal('message.for_customer'),
  at: Instant,
  data: z.object({
    /** The wallet's own id of the customer. */
    externalId: z.string().min(1).max(100),
    conversationId: ConversationId,
    from: z.object({ kind: z.enum(['agent', 'bot']), name: z.string().max(200) }),
    /** The first words of the message, at most 200 characters; empty when only files were sent. */
    preview: z.string().max(200),
  }),
})
export type MessageForCustomer = z.infer<typeof MessageForCustomer>
