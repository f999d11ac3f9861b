import * as z from 'zod'
import { Instant } from '../time.ts'

/** How every refusal is answered: a stable code, and words in the caller's language. */
export const RefusalBody = z.strictObject({
  code: z.string(),
  message: z.string(),
  data: z.record(z.string(), z.unknown()),
})
export type RefusalBody = z.infer<typeof RefusalBody>

/** A command was carried out and is on disk; `seq` is the newest entry on the stream in the caller's numbering. */
export const CommandAccepted = z.strictObject({ seq: z.int().min(0) })
export type CommandAccepted = z.infer<typeof CommandAccepted>

export const MessageAccepted = z.strictObject({ seq: z.int().min(1), at: Instant })
export type MessageAccepted = z.infer<typeof MessageAccepted>

export const Empty = z.strictObject({})
