import type { IncomingHttpHeaders } from 'node:http'
import * as z from 'zod'
import { sameSecret } from '../same-secret.ts'

/** A header is Latin-1; words in other scripts come percent-encoded. */
const HeaderText = z
  .string()
  .min(1)
  .max(1_000)
  .transform((text, ctx) => {
    try {
      return decodeURIComponent(text)
    } catch {
      ctx.addIssue({ code: 'custom', message: 'not percent-encoded' })
      return z.NEVER
    }
  })

const Actor = HeaderText.transform((text, ctx) => {
  const [, kind, id] = /^(customer|bot|agent|system):(.+)$/s.exec(text) ?? []
  const known = z.enum(['customer', 'bot', 'agent', 'system']).safeParse(kind)
  if (known.success && id) return { kind: known.data, id }
  ctx.addIssue({ code: 'custom', message: 'expected kind:id' })
  return z.NEVER
})

const CallHeaders = z.object({ 'x-yingda-actor': Actor, 'x-yingda-reason': HeaderText, 'x-correlation-id': HeaderText })

export type Caller = { actor: z.infer<typeof Actor>; reason: string; correlationId: string }

/** @returns who asks and why, or the first header that is missing or wrong */
export function callerOf(headers: IncomingHttpHeaders): { caller: Caller } | { header: string } {
  const parsed = CallHeaders.safeParse(headers)
  if (!parsed.success) return { header: String(parsed.error.issues[0]?.path[0]) }
  const { data } = parsed
  return { caller: { actor: data['x-yingda-actor'], reason: data['x-yingda-reason'], correlationId: data['x-correlation-id'] } }
}

export const holdsSecret = (authorization: string | undefined, secret: string) => sameSecret(authorization ?? '', `Bearer ${secret}`)
