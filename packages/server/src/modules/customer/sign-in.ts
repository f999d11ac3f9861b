import { LRUCache } from 'lru-cache'
import type { CustomerId } from '@yingda/protocol/ids.ts'
import type { CustomerActor } from '../../platform/actor.ts'
import type { Runner } from '../../platform/command.ts'
import { gathered } from '../../platform/gathered.ts'
import { Refused } from '../../platform/refused.ts'
import { newId } from '../../platform/uuid.ts'
import { customersByExternalId, upsertKnown, visitorsBySecret, type CustomerRecord, type VisitorRecord } from './store.ts'
import type { VerifyToken } from './tokens.ts'

const VISITOR_PREFIX = 'visitor.'
/** Whether it is an anonymous visitor's device secret, and no word of the wallet. */
export const isVisitors = (token: string): boolean => token.startsWith(VISITOR_PREFIX)
/** So long a token stands for its customer without being verified and looked up again. A new word of the wallet is a new token. */
const KEPT_MS = 5000
const MOST_KEPT = 10_000
const SYSTEM = { kind: 'system' } as const
/** Whoever comes back after a restart comes with all the others: they are looked up together. */
const TOGETHER = { work: 'running' } as const

/** Whose token it is and until when it holds. */
export type SignedIn = { actor: CustomerActor; name: string | null; expiresAt: Date }
export type CustomerSignIn = (token: string) => Promise<SignedIn>

/**
 * From a bearer token to a customer: the wallet's JWT, or an anonymous visitor's device secret. A customer who comes
 * for the first time is created.
 *
 * @throws Refused `auth.invalid_token` | `auth.expired` | `visitor.blocked`
 */
export function customerSignIn({ run, query }: Runner, verify: VerifyToken, now: () => Date): CustomerSignIn {
  const knownAs = gathered<string, CustomerRecord | null>(async (ids) => {
    const known = await query(SYSTEM, (ctx) => customersByExternalId(ctx, ids))
    return ids.map((id) => ({ ok: known.get(id) ?? null }))
  }, TOGETHER)
  const visitorWith = gathered<string, VisitorRecord | null>(async (secrets) => {
    const known = await query(SYSTEM, (ctx) => visitorsBySecret(ctx, secrets))
    return secrets.map((secret) => ({ ok: known.get(secret) ?? null }))
  }, TOGETHER)
  const kept = new LRUCache<string, SignedIn>({ max: MOST_KEPT, ttl: KEPT_MS })
  return async (token) => {
    if (isVisitors(token)) return signInVisitor(token.slice(VISITOR_PREFIX.length))
    const before = kept.get(token)
    if (before !== undefined && before.expiresAt > now()) return before
    const signedIn = await signInKnown(token)
    kept.set(token, signedIn)
    return signedIn
  }

  async function signInVisitor(secret: string): Promise<SignedIn> {
    const visitor = await visitorWith(secret)
    if (visitor === null || visitor.joined_into !== null) throw new Refused('auth.invalid_token')
    if (visitor.expires_at <= now()) throw new Refused('auth.expired')
    if (visitor.blocked_until !== null && visitor.blocked_until > now()) throw new Refused('visitor.blocked')
    return { actor: { kind: 'customer', customerId: visitor.id, signedIn: false }, name: null, expiresAt: visitor.expires_at }
  }

  async function signInKnown(token: string): Promise<SignedIn> {
    const identity = await verify(token, now())
    const known = await knownAs(identity.externalId)
    const current =
      known !== null && (identity.name === null || known.name === identity.name) && (identity.email === undefined || known.email === identity.email)
    const customer = current ? known : await run(SYSTEM, (ctx) => upsertKnown(ctx, { ...identity, id: newId(ctx.now.getTime()) }))
    return { actor: { kind: 'customer', customerId: customer.id satisfies CustomerId, signedIn: true }, name: customer.name, expiresAt: identity.expiresAt }
  }
}
