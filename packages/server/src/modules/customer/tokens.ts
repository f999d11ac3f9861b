/** The wallet's signed word on who its customer is: a short JWT, verified with a shared secret or a published key set. */
import type { webcrypto } from 'node:crypto'
import { createLocalJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey, type JWTVerifyOptions } from 'jose'
import { EmailAddress } from '@yingda/protocol/email.ts'
import type { Language } from '@yingda/protocol/language.ts'
import { Refused } from '../../platform/refused.ts'
import { sparingly, type Warn, type WarnLog } from '../../platform/sparingly.ts'
import { KeysAway, publishedKeys } from './published-keys.ts'
import type { TokenSettings } from './token-settings.ts'
import { whyRefused } from './why-refused.ts'

export type VerifiedIdentity = {
  externalId: string
  name: string | null
  language: Language | null
  /** Undefined: the token says nothing of it. Null: there is none. */
  email: string | null | undefined
  expiresAt: Date
}
export type VerifyToken = (token: string, now: Date) => Promise<VerifiedIdentity>

const MAX_AGE_SECONDS = 3600
const LEEWAY_SECONDS = 30

/**
 * A verifier with a fixed list of algorithms: HS256 with a secret, EdDSA or ES256 with a key set, never what the token
 * itself claims.
 *
 * @param log is told what is wrong with a token, or with the key set, for whoever runs the desk
 * @throws Refused `auth.expired` | `auth.invalid_token` | `server.busy` (the key set cannot be fetched)
 */
export function tokenVerifier(settings: TokenSettings, log: WarnLog = { warn: () => undefined }, onKeysUnread: () => void = () => undefined): VerifyToken {
  const warn = sparingly(log)
  const { keys, issuer, audience } = settings
  const options = (now: Date, algorithms: string[]): JWTVerifyOptions => ({
    algorithms,
    audience,
    ...(issuer === null ? {} : { issuer }),
    currentDate: now,
    clockTolerance: LEEWAY_SECONDS,
    maxTokenAge: MAX_AGE_SECONDS,
    requiredClaims: ['sub', 'exp', 'iat'],
  })
  // Read in once: from bytes it would be made into a key again for each token.
  const secret = keys.kind === 'secret' ? hmacKey(keys.secret) : null
  const keySet: JWTVerifyGetKey | null =
    keys.kind === 'jwks_url'
      ? publishedKeys(keys.url, { onTrouble: tellOfKeys(warn, onKeysUnread) })
      : keys.kind === 'jwks'
        ? createLocalJWKSet(keys.jwks)
        : null
  const verify = async (token: string, now: Date): Promise<JWTPayload> => {
    if (secret !== null) return (await jwtVerify(token, await secret, options(now, ['HS256']))).payload
    if (keySet !== null) return (await jwtVerify(token, keySet, options(now, ['EdDSA', 'ES256']))).payload
    throw new errors.JOSENotSupported('no keys')
  }
  return async (token, now) => {
    try {
      return identityOf(await verify(token, now))
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw new Refused('auth.expired')
      if (error instanceof KeysAway) throw new Refused('server.busy')
      if (!(error instanceof errors.JOSEError)) throw error
      warn('a customer’s token was refused', { why: whyRefused(error, settings) })
      throw new Refused('auth.invalid_token')
    }
  }
}

function hmacKey(secret: string): Promise<webcrypto.CryptoKey> {
  return crypto.subtle.importKey('raw', new TextEncoder().encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
}

const tellOfKeys =
  (warn: Warn, count: () => void) =>
  (why: string, standsIn: boolean): void => {
    count()
    warn(standsIn ? 'CUSTOMER_JWKS_URL could not be read: the keys of before stand in' : 'customers cannot sign in: CUSTOMER_JWKS_URL could not be read', {
      why,
    })
  }

function identityOf(payload: JWTPayload): VerifiedIdentity {
  const { sub, exp, iat, name, locale } = payload
  // A number is no name: two long ones can be the same to a reader, and one would see the other's wallet.
  if (typeof sub !== 'string' || sub === '' || sub.length > 200)
    throw new errors.JWTClaimValidationFailed('"sub" claim must be a string of 1 to 200 characters', payload, 'sub', 'invalid')
  if (exp === undefined || iat === undefined) throw new errors.JWTClaimValidationFailed('missing "exp" or "iat" claim', payload, 'exp', 'missing')
  const language = typeof locale !== 'string' ? null : locale.startsWith('en') ? 'en' : locale.startsWith('zh') ? 'zh-CN' : null
  return {
    externalId: sub,
    name: typeof name === 'string' ? name.slice(0, 80) : null,
    language,
    email: emailOf(payload),
    expiresAt: new Date(Math.min(exp, iat + MAX_AGE_SECONDS) * 1000),
  }
}

/** An address that the wallet itself has not confirmed, or that is none, is nobody's. */
function emailOf({ email, email_verified: verified }: JWTPayload): string | null | undefined {
  if (email === undefined) return undefined
  const read = EmailAddress.safeParse(email)
  return read.success && verified !== false ? read.data : null
}
