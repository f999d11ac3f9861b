import * as z from 'zod'

/** Who did something. `name` is what colleagues read; the customer's projection decides what the customer reads. */
export const Actor = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('customer'), id: z.string() }),
  z.strictObject({ kind: z.literal('bot'), name: z.string() }),
  z.strictObject({ kind: z.literal('agent'), id: z.string(), name: z.string() }),
  z.strictObject({ kind: z.literal('system') }),
])
export type Actor = z.infer<typeof Actor>
