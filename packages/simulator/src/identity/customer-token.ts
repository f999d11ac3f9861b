import type { Language } from '@yingda/protocol/language.ts'
import { randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'

export const TOKEN_SECONDS = 600
export const TOKEN_AUDIENCE = 'yingda'

export type TokenTerms = { secret: string; issuer: string; now: Date }

/**
 * What the wallet tells the desk about a signed-in customer: HS256 over the shared secret, good for ten minutes.
 * Claims: sub (external id), name, locale, email (null when there is none), aud `yingda`, iss, iat, exp, jti.
 */
export function customerToken(
  customer: { externalId: string; name: string; locale: Language; email: string | null },
  { secret, issuer, now }: TokenTerms,
): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000)
  return new SignJWT({ name: customer.name, locale: customer.locale, email: customer.email })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(customer.externalId)
    .setAudience(TOKEN_AUDIENCE)
    .setIssuer(issuer)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + TOKEN_SECONDS)
    .setJti(randomUUID())
    .sign(new TextEncoder().encode(secret))
}
