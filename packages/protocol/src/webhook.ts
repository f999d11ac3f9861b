/**
 * What the desk tells the wallet of its own accord, so that the wallet can push it to the customer's phone. Sent by
 * POST with `x-yingda-signature: t=<unix seconds>,v1=<hex>`: HMAC-SHA256 under the shared secret over
 * `${t}.${raw body}`. May come twice (same `id`); the receiver answers 2xx once it is kept.
 */
import * as z from 'zod'
import { ComponentKey, IncidentState, Severity } from './entries/incident.ts'
import { ConversationId, IncidentId } from './ids.ts'
import { Bilingual } from './language.ts'
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

/**
 * Something was said of an incident or of planned work: to whoever subscribed by STATUS_WEBHOOK_URLS, signed in the same
 * way. `state` and all beside it are as they were when it was said. Additive only.
 */
export const IncidentChanged = z.object({
  id: z.string().regex(/^[\w.:-]{1,100}$/),
  type: z.literal('incident.changed'),
  at: Instant,
  data: z.object({
    incidentId: IncidentId,
    kind: z.enum(['incident', 'planned']),
    severity: Severity.nullable(),
    state: IncidentState,
    title: Bilingual,
    text: Bilingual,
    components: z.array(ComponentKey),
    startsAt: Instant,
    endsAt: Instant.nullable(),
    endedAt: Instant.nullable(),
    /** Where people read it. */
    page: z.string(),
  }),
})
export type IncidentChanged = z.infer<typeof IncidentChanged>
