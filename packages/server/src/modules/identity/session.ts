/**
 * Who a request or a socket belongs to. Nothing is remembered between two requests: a session that has ended, a role
 * that has changed, a person who was deactivated counts at once.
 */
import type { IncomingHttpHeaders } from 'node:http'
import { ROLE_PERMISSIONS } from '@yingda/protocol/permissions.ts'
import type { QueryContext } from '../../platform/command.ts'
import { readCookie } from '../../platform/http/cookies.ts'
import type { StaffSession } from '../../platform/http/access.ts'
import { Refused } from '../../platform/refused.ts'
import type { IdentityDeps } from './deps.ts'
import { SYSTEM } from './entries.ts'
import { isSetupRequired } from './rules/second-factor.ts'
import { SEEN_EVERY_MS, steppedUpUntil } from './rules/session-life.ts'
import { isSame } from './seals.ts'
import { markSessionSeen } from './store/sessions.ts'
import { findSignedIn, findSignedInMany, type SignedIn } from './store/signed-in.ts'

export const SESSION_COOKIE = 'yingda_session'
export const CSRF_COOKIE = 'yingda_csrf'
export const CSRF_HEADER = 'x-yingda-csrf'

/** What of a request matters here; Fastify's has it, and so has the one of a socket's upgrade. */
export type Incoming = { method?: string | undefined; headers: IncomingHttpHeaders }

/** `self`: all that a window shows of the person himself, and of which queues he has, to be compared. */
export type SeenSession = StaffSession & { self: string }

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * The session of a staff request.
 *
 * @throws Refused `auth.required` | `auth.second_factor_required` | `auth.csrf` | `request.origin_not_allowed`
 */
export async function staffSession(deps: IdentityDeps, request: Incoming): Promise<SeenSession> {
  const signedIn = await signedInOf(deps, request)
  if (signedIn.stage !== 'signed_in') throw new Refused('auth.second_factor_required')
  await markSeen(deps, signedIn)
  return deps.runner.query(SYSTEM, async (ctx) => sessionOf(signedIn, ctx.now))
}

/** The pending session in which only the second proof may be given. @throws Refused as `staffSession`, and `auth.expired` */
export async function pendingSession(deps: IdentityDeps, request: Incoming): Promise<SignedIn> {
  const signedIn = await signedInOf(deps, request)
  if (signedIn.stage !== 'second_factor') throw new Refused('auth.expired')
  return signedIn
}

async function signedInOf(deps: IdentityDeps, request: Incoming): Promise<SignedIn> {
  refuseForeignOrigin(deps, request)
  const token = readCookie(request.headers.cookie, SESSION_COOKIE)
  const signedIn = token === undefined || token === '' ? undefined : await deps.runner.query(SYSTEM, (ctx) => findSignedIn(ctx, { token }))
  if (signedIn === undefined || (signedIn.demo && !deps.demo)) throw new Refused('auth.required')
  if (!isSafe(request)) refuseWithoutCsrf(deps, request, signedIn.sessionId)
  return signedIn
}

/**
 * Are the people behind open sockets still let in? Asked again and again, and at each `rights` hint.
 *
 * @returns the sessions as they stand now; of one that is missing close the sockets
 */
export async function sessionsStillValid(ctx: Pick<QueryContext, 'db' | 'now'>, sessionIds: readonly string[]): Promise<SeenSession[]> {
  const signedIn = await findSignedInMany(ctx, sessionIds)
  return signedIn.filter(({ stage }) => stage === 'signed_in').map((one) => sessionOf(one, ctx.now))
}

function sessionOf(signedIn: SignedIn, now: Date): SeenSession {
  const { sessionId, staffId, name, role, teamIds, queueNames, available, awayWhy, capacity, language } = signedIn
  return {
    sessionId,
    actor: { kind: 'staff', staffId, name, role, permissions: new Set(ROLE_PERMISSIONS[role]), teamIds },
    self: JSON.stringify([name, role, teamIds, queueNames, available, awayWhy, capacity, language]),
    setupRequired: isSetupRequired(signedIn),
    steppedUp: signedIn.tokenIsCurrent && stepUpEnd(signedIn, now) !== null,
  }
}

/** Until when this session counts as stepped up. A demo person has nothing to prove himself with and is spared it. */
export function stepUpEnd({ demo, steppedUpAt }: Pick<SignedIn, 'demo' | 'steppedUpAt'>, now: Date): Date | null {
  return steppedUpUntil(demo ? now : steppedUpAt, now)
}

async function markSeen({ runner }: IdentityDeps, { sessionId, staffId, lastSeenAt }: SignedIn): Promise<void> {
  await runner.query(SYSTEM, async (ctx) => {
    if (ctx.now.getTime() - lastSeenAt.getTime() >= SEEN_EVERY_MS) await markSessionSeen(ctx, { id: sessionId, staff_id: staffId })
  })
}

/**
 * Refuse what another site's page sends. Our own page is the one whose origin names the host it asks, or PUBLIC_URL;
 * a program that is no browser names none. A socket's upgrade is held to it as well: no other rule stops it.
 *
 * @throws Refused `request.origin_not_allowed`
 */
export function refuseForeignOrigin({ publicUrl }: Pick<IdentityDeps, 'publicUrl'>, request: Incoming): void {
  const { origin, host, upgrade } = request.headers
  if (origin === undefined || origin === publicUrl.origin || (isSafe(request) && upgrade === undefined)) return
  if (!URL.canParse(origin) || new URL(origin).host !== host) throw new Refused('request.origin_not_allowed')
}

function refuseWithoutCsrf({ seals }: IdentityDeps, { headers }: Incoming, sessionId: string): void {
  const given = headers[CSRF_HEADER]
  if (typeof given !== 'string' || !isSame(given, seals.csrfToken(sessionId))) throw new Refused('auth.csrf')
}

const isSafe = ({ method }: Incoming): boolean => SAFE_METHODS.has(method ?? 'GET')
