import type { FastifyReply, FastifyRequest } from 'fastify'
import { readCookie, writeCookie } from '../../../platform/http/cookies.ts'
import type { IdentityDeps } from '../deps.ts'
import { CHALLENGE_MS } from '../rules/session-life.ts'
import { CSRF_COOKIE, SESSION_COOKIE } from '../session.ts'
import type { Caller } from '../store/sessions.ts'

/** From where somebody signs in, as the list of sessions shows it. */
export const callerOf = (request: FastifyRequest): Caller => ({ address: request.ip, userAgent: request.headers['user-agent'] ?? '' })

/** Says which browser a ceremony belongs to that began before anybody was known. */
const CEREMONY_COOKIE = 'yingda_passkey'

type Cookies = { sessionId: string; token: string; maxAgeSeconds: number }

/** Hand the browser its session, and the CSRF token the page has to read. */
export function setSessionCookies(reply: FastifyReply, { seals, publicUrl }: IdentityDeps, { sessionId, token, maxAgeSeconds }: Cookies): void {
  const secure = publicUrl.protocol === 'https:'
  reply.header('set-cookie', [
    writeCookie(SESSION_COOKIE, token, { httpOnly: true, secure, maxAgeSeconds }),
    writeCookie(CSRF_COOKIE, token === '' ? '' : seals.csrfToken(sessionId), { httpOnly: false, secure, maxAgeSeconds }),
  ])
}

export const clearSessionCookies = (reply: FastifyReply, deps: IdentityDeps): void =>
  setSessionCookies(reply, deps, { sessionId: '', token: '', maxAgeSeconds: 0 })

export const ceremonyToken = (request: FastifyRequest): string => readCookie(request.headers.cookie, CEREMONY_COOKIE) ?? ''

export function setCeremonyCookie(reply: FastifyReply, { publicUrl }: IdentityDeps, token: string, maxAgeSeconds = CHALLENGE_MS / 1000): void {
  reply.header('set-cookie', writeCookie(CEREMONY_COOKIE, token, { httpOnly: true, secure: publicUrl.protocol === 'https:', maxAgeSeconds }))
}

export const clearCeremonyCookie = (reply: FastifyReply, deps: IdentityDeps): void => setCeremonyCookie(reply, deps, '', 0)
