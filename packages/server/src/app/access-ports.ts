import type { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import { isVisitors, type CustomerSignIn, type VerifyToken } from '../modules/customer/api.ts'
import { refuseForeignOrigin, sessionsStillValid, staffSession, type IdentityDeps } from '../modules/identity/api.ts'
import type { GatewayOptions } from '../modules/realtime/api.ts'
import type { AccessPorts } from '../platform/http/access.ts'
import { Refused } from '../platform/refused.ts'

/** How the platform's routes learn who asks. */
export function accessPorts({ identity, signInCustomer }: { identity: IdentityDeps; signInCustomer: CustomerSignIn }): AccessPorts {
  return {
    staffSession: (request) => staffSession(identity, request),
    async customerActor(request) {
      const token = bearerOf(request)
      if (token === null) throw new Refused('auth.required')
      return (await signInCustomer(token)).actor
    },
  }
}

function bearerOf({ headers }: FastifyRequest): string | null {
  const [scheme, token] = (headers.authorization ?? '').split(' ')
  return scheme?.toLowerCase() !== 'bearer' || token === undefined || token === '' ? null : token
}

/** How a door that is open to everybody learns which customer reads, if the wallet has signed it. Asks no database. */
export function knownReader(verify: VerifyToken, now: () => Date): (request: FastifyRequest) => Promise<string | null> {
  return async (request) => {
    const token = bearerOf(request)
    // A visitor's own is nothing to warn whoever connects a wallet of.
    if (token === null || isVisitors(token)) return null
    try {
      return (await verify(token, now())).externalId
    } catch (error) {
      if (error instanceof Refused) return null
      throw error
    }
  }
}

/** A socket has no expiry of its own beside the session's: it is looked at every few seconds. */
const LOOKED_AT_AGAIN_MS = 60_000

/** How sockets learn it. */
export function staffSockets(identity: IdentityDeps): Pick<GatewayOptions, 'staffSignIn' | 'sessionCheck'> {
  const expiresAt = (): Date => new Date(Date.now() + LOOKED_AT_AGAIN_MS)
  return {
    async staffSignIn(request: IncomingMessage) {
      refuseForeignOrigin(identity, request)
      const { actor, sessionId, self, setupRequired } = await staffSession(identity, request)
      if (setupRequired) throw new Refused('auth.second_factor_setup_required')
      return { actor, sessionId, self, expiresAt: expiresAt() }
    },
    async sessionCheck(sessionIds) {
      const sessions = await identity.runner.query({ kind: 'system' }, (ctx) => sessionsStillValid(ctx, sessionIds))
      const letIn = sessions.filter(({ setupRequired }) => !setupRequired)
      return new Map(letIn.map(({ sessionId, actor, self }) => [sessionId, { actor, self, expiresAt: expiresAt() }]))
    },
  }
}
