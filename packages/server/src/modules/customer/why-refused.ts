import { errors } from 'jose'
import type { TokenSettings } from './token-settings.ts'

/**
 * Why a customer's token was turned down, for whoever connects a wallet: what the desk expects, and nothing that stands in the
 * token. The customer is told none of it.
 */
export function whyRefused(error: unknown, { keys, audience, issuer }: TokenSettings): string {
  if (keys.kind === 'none') return 'CUSTOMER_JWT_SECRET, CUSTOMER_JWKS_URL and CUSTOMER_JWKS_FILE are all unset: nobody can sign in'
  if (error instanceof errors.JWTClaimValidationFailed) return `${error.message}${expected(error.claim, { audience, issuer })}`
  if (error instanceof errors.JOSEAlgNotAllowed) return `alg has to be ${keys.kind === 'secret' ? 'HS256' : 'ES256 or EdDSA'}`
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return keys.kind === 'secret' ? 'it was signed with another secret than CUSTOMER_JWT_SECRET' : 'it was signed with another key than the one of its kid'
  if (error instanceof errors.JWKSNoMatchingKey) return 'the key set holds no key of its kid and alg'
  if (error instanceof errors.JWKSMultipleMatchingKeys) return 'it names no kid, and the key set holds several keys'
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid) return 'it is no signed JWT: the page has to hand over the bare token'
  return reasonOf(error)
}

function expected(claim: string, { audience, issuer }: Pick<TokenSettings, 'audience' | 'issuer'>): string {
  if (claim === 'aud') return `: it has to be ${audience}`
  if (claim === 'iss') return `: it has to be ${issuer}`
  return claim === 'iat' || claim === 'exp' ? ': it has to be in seconds, by a clock that is right' : ''
}

export const reasonOf = (error: unknown): string =>
  !(error instanceof Error) ? String(error) : error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message
