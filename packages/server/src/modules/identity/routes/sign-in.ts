/** Doors that stand open before anybody is signed in. None answers to another site's page. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  AcceptInvitationBody,
  Brand,
  DemoSignInBody,
  DemoSignIns,
  PasskeyOptions,
  PasskeyResponse,
  PasswordBody,
  SignInStep,
  TotpBody,
} from '@yingda/protocol/http/staff-session.ts'
import { Empty } from '@yingda/protocol/http/common.ts'
import { signInDemo } from '../commands/sign-in-demo.ts'
import { startPasskeyProof } from '../commands/start-passkey-proof.ts'
import { startPasskeySignIn } from '../commands/start-passkey-sign-in.ts'
import { languageOf } from '../../../platform/http/language.ts'
import { Refused } from '../../../platform/refused.ts'
import type { IdentityDeps } from '../deps.ts'
import { SYSTEM } from '../entries.ts'
import { joinByLink } from '../join.ts'
import { listDemoPeople } from '../queries/demo.ts'
import { ABSOLUTE_MS, PENDING_MS } from '../rules/session-life.ts'
import { pendingSession, refuseForeignOrigin } from '../session.ts'
import { signInWithPasskey, signInWithPassword, signInWithSecondProof } from '../sign-in.ts'
import { callerOf, clearCeremonyCookie, ceremonyToken, setCeremonyCookie, setSessionCookies } from './reply.ts'

const SIGNED_IN_SECONDS = ABSOLUTE_MS / 1000
const PENDING_SECONDS = PENDING_MS / 1000
const open = { permission: 'public' } as const

export const signInRoutes: FastifyPluginAsyncZod<IdentityDeps> = async (app, deps) => {
  const { runner } = deps
  app.addHook('onRequest', async (request) => refuseForeignOrigin(deps, request))

  app.post('/password', { config: open, schema: { body: PasswordBody, response: { 200: SignInStep } } }, async (request, reply) => {
    const accepted = await signInWithPassword(deps, { ...request.body, from: callerOf(request) })
    setSessionCookies(reply, deps, { ...accepted, maxAgeSeconds: accepted.step === 'done' ? SIGNED_IN_SECONDS : PENDING_SECONDS })
    const { step } = accepted
    return step === 'done' ? { step } : { step, methods: accepted.methods, lastSignIn: accepted.lastSignIn }
  })

  app.post('/totp', { config: open, schema: { body: TotpBody, response: { 200: SignInStep } } }, async (request, reply) => {
    const pending = await pendingSession(deps, request)
    const session = await signInWithSecondProof(deps, { ...pending, proof: { method: 'totp', code: request.body.code }, from: callerOf(request) })
    setSessionCookies(reply, deps, { ...session, maxAgeSeconds: SIGNED_IN_SECONDS })
    return { step: 'done' as const }
  })

  app.post('/passkey/start', { config: open, schema: { response: { 200: PasskeyOptions } } }, async (request) => {
    const { staffId, sessionId } = await pendingSession(deps, request)
    return { options: { ...(await runner.run(SYSTEM, (ctx) => startPasskeyProof(ctx, deps, { staffId, sessionId, for: 'sign_in' }))) } }
  })

  app.post('/passkey/finish', { config: open, schema: { body: PasskeyResponse, response: { 200: SignInStep } } }, async (request, reply) => {
    const pending = await pendingSession(deps, request)
    const session = await signInWithSecondProof(deps, { ...pending, proof: { method: 'passkey', response: request.body.response }, from: callerOf(request) })
    setSessionCookies(reply, deps, { ...session, maxAgeSeconds: SIGNED_IN_SECONDS })
    return { step: 'done' as const }
  })

  app.post('/sign-in/passkey/start', { config: open, schema: { response: { 200: PasskeyOptions } } }, async (request, reply) => {
    const { options, token } = await runner.run(SYSTEM, (ctx) => startPasskeySignIn(ctx, deps, { address: request.ip }))
    setCeremonyCookie(reply, deps, token)
    return { options: { ...options } }
  })

  app.post('/sign-in/passkey/finish', { config: open, schema: { body: PasskeyResponse, response: { 200: SignInStep } } }, async (request, reply) => {
    const session = await signInWithPasskey(deps, { token: ceremonyToken(request), response: request.body.response, from: callerOf(request) })
    clearCeremonyCookie(reply, deps)
    setSessionCookies(reply, deps, { ...session, maxAgeSeconds: SIGNED_IN_SECONDS })
    return { step: 'done' as const }
  })

  app.post('/invitation', { config: open, schema: { body: AcceptInvitationBody, response: { 200: Empty } } }, async (request, reply) => {
    const input = { ...request.body, from: callerOf(request), language: languageOf(request.headers['accept-language']) }
    const session = await joinByLink(deps, input)
    setSessionCookies(reply, deps, { ...session, maxAgeSeconds: SIGNED_IN_SECONDS })
    return {}
  })

  app.get('/brand', { config: open, schema: { response: { 200: Brand } } }, async () => deps.brand)

  app.get('/demo', { config: open, schema: { response: { 200: DemoSignIns } } }, async (request) => ({
    people: deps.demo ? await runner.query(SYSTEM, (ctx) => listDemoPeople(ctx, languageOf(request.headers['accept-language']))) : [],
  }))

  app.post('/demo', { config: open, schema: { body: DemoSignInBody, response: { 200: SignInStep } } }, async (request, reply) => {
    if (!deps.demo) throw new Refused('request.not_found')
    const session = await runner.run(SYSTEM, (ctx) => signInDemo(ctx, { email: request.body.email, from: callerOf(request) }))
    setSessionCookies(reply, deps, { ...session, maxAgeSeconds: SIGNED_IN_SECONDS })
    return { step: 'done' as const }
  })
}
