/** One's own session, second factors and settings. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  AvailabilityBody,
  BackupCodes,
  ChangePasswordBody,
  LanguageBody,
  Me,
  PasskeyList,
  PasskeyOptions,
  PasskeyResponse,
  SessionList,
  StepUpBody,
  TotpBody,
  TotpSetup,
} from '@yingda/protocol/http/staff-session.ts'
import { Empty } from '@yingda/protocol/http/common.ts'
import * as z from 'zod'
import { staffSessionOf, type StaffSession } from '../../../platform/http/access.ts'
import { changePassword } from '../commands/change-password.ts'
import { confirmTotp } from '../commands/confirm-totp.ts'
import { endSession } from '../commands/end-session.ts'
import { finishPasskeyRegistration } from '../commands/finish-passkey-registration.ts'
import { removeSecondFactor } from '../commands/remove-second-factor.ts'
import { renewBackupCodes } from '../commands/renew-backup-codes.ts'
import { setAvailability } from '../commands/set-availability.ts'
import { setLanguage } from '../commands/set-language.ts'
import { signOut } from '../commands/sign-out.ts'
import { startPasskeyProof } from '../commands/start-passkey-proof.ts'
import { startPasskeyRegistration } from '../commands/start-passkey-registration.ts'
import { startTotpSetup } from '../commands/start-totp-setup.ts'
import type { IdentityDeps } from '../deps.ts'
import { hashPassword } from '../password.ts'
import { listOwnPasskeys, listOwnSessions, me } from '../queries/me.ts'
import { ABSOLUTE_MS } from '../rules/session-life.ts'
import { stepUpWith } from '../sign-in.ts'
import { clearSessionCookies, setSessionCookies } from './reply.ts'

const own = { permission: 'self.manage' } as const
/** A new way in is not added to a session somebody has left open. */
const ownAndFresh = { permission: 'self.manage', stepUp: true } as const

export const ownRoutes: FastifyPluginAsyncZod<IdentityDeps> = async (app, deps) => {
  const { runner } = deps
  const cookiesOf = ({ sessionId }: StaffSession, token: string) => ({ sessionId, token, maxAgeSeconds: ABSOLUTE_MS / 1000 })

  app.get('/', { config: { ...own, work: 'kept' }, schema: { response: { 200: Me } } }, async (request) => {
    const { actor, sessionId } = staffSessionOf(request)
    return runner.query(actor, (ctx) => me(ctx, deps, sessionId))
  })

  app.post('/sign-out', { config: { ...own, work: 'kept' }, schema: { response: { 200: Empty } } }, async (request, reply) => {
    const { actor, sessionId } = staffSessionOf(request)
    await runner.run(actor, (ctx) => signOut(ctx, sessionId))
    clearSessionCookies(reply, deps)
    return {}
  })

  app.get('/sessions', { config: own, schema: { response: { 200: SessionList } } }, async (request) => {
    const { actor, sessionId } = staffSessionOf(request)
    return { sessions: await runner.query(actor, (ctx) => listOwnSessions(ctx, sessionId)) }
  })

  app.delete('/sessions/:id', { config: own, schema: { params: z.strictObject({ id: z.uuid() }), response: { 200: Empty } } }, async (request) => {
    await runner.run(staffSessionOf(request).actor, (ctx) => endSession(ctx, request.params.id))
    return {}
  })

  app.put('/language', { config: own, schema: { body: LanguageBody, response: { 200: Empty } } }, async (request) => {
    await runner.run(staffSessionOf(request).actor, (ctx) => setLanguage(ctx, request.body))
    return {}
  })

  app.put('/password', { config: ownAndFresh, schema: { body: ChangePasswordBody, response: { 200: Empty } } }, async (request, reply) => {
    const session = staffSessionOf(request)
    const { password } = request.body
    const input = { sessionId: session.sessionId, password, passwordHash: await hashPassword(password) }
    setSessionCookies(reply, deps, cookiesOf(session, await runner.run(session.actor, (ctx) => changePassword(ctx, input))))
    return {}
  })

  app.put('/availability', { config: own, schema: { body: AvailabilityBody, response: { 200: Empty } } }, async (request) => {
    await runner.run(staffSessionOf(request).actor, (ctx) => setAvailability(ctx, request.body))
    return {}
  })

  app.post('/step-up', { config: own, schema: { body: StepUpBody, response: { 200: Empty } } }, async (request, reply) => {
    const session = staffSessionOf(request)
    const token = await stepUpWith(deps, session.actor, { sessionId: session.sessionId, address: request.ip, proof: request.body })
    setSessionCookies(reply, deps, cookiesOf(session, token))
    return {}
  })

  app.post('/step-up/passkey/start', { config: own, schema: { response: { 200: PasskeyOptions } } }, async (request) => {
    const { actor, sessionId } = staffSessionOf(request)
    return { options: { ...(await runner.run(actor, (ctx) => startPasskeyProof(ctx, deps, { staffId: actor.staffId, sessionId, for: 'step_up' }))) } }
  })

  app.post('/step-up/passkey/finish', { config: own, schema: { body: PasskeyResponse, response: { 200: Empty } } }, async (request, reply) => {
    const session = staffSessionOf(request)
    const proof = { method: 'passkey', response: request.body.response } as const
    const token = await stepUpWith(deps, session.actor, { sessionId: session.sessionId, address: request.ip, proof })
    setSessionCookies(reply, deps, cookiesOf(session, token))
    return {}
  })

  app.post('/totp/setup', { config: ownAndFresh, schema: { response: { 200: TotpSetup } } }, async (request) => {
    const { actor, sessionId } = staffSessionOf(request)
    return runner.run(actor, (ctx) => startTotpSetup(ctx, deps, sessionId))
  })

  app.post('/totp/confirm', { config: own, schema: { body: TotpBody, response: { 200: Empty } } }, async (request, reply) => {
    const session = staffSessionOf(request)
    const token = await runner.run(session.actor, (ctx) => confirmTotp(ctx, deps, { sessionId: session.sessionId, code: request.body.code }))
    setSessionCookies(reply, deps, cookiesOf(session, token))
    return {}
  })

  app.post('/passkey/register/start', { config: ownAndFresh, schema: { response: { 200: PasskeyOptions } } }, async (request) => {
    const { actor, sessionId } = staffSessionOf(request)
    return { options: { ...(await runner.run(actor, (ctx) => startPasskeyRegistration(ctx, deps, sessionId))) } }
  })

  app.post('/passkey/register/finish', { config: own, schema: { body: PasskeyResponse, response: { 200: Empty } } }, async (request, reply) => {
    const session = staffSessionOf(request)
    const token = await runner.run(session.actor, (ctx) =>
      finishPasskeyRegistration(ctx, deps, { sessionId: session.sessionId, response: request.body.response }),
    )
    setSessionCookies(reply, deps, cookiesOf(session, token))
    return {}
  })

  app.post('/backup-codes', { config: ownAndFresh, schema: { response: { 200: BackupCodes } } }, async (request) => ({
    codes: await runner.run(staffSessionOf(request).actor, (ctx) => renewBackupCodes(ctx, deps)),
  }))

  app.delete('/totp', { config: ownAndFresh, schema: { response: { 200: Empty } } }, async (request) => {
    await runner.run(staffSessionOf(request).actor, (ctx) => removeSecondFactor(ctx, { factor: 'totp' }))
    return {}
  })

  app.get('/passkeys', { config: own, schema: { response: { 200: PasskeyList } } }, async (request) => ({
    passkeys: await runner.query(staffSessionOf(request).actor, listOwnPasskeys),
  }))

  app.delete('/passkeys/:id', { config: ownAndFresh, schema: { params: z.strictObject({ id: z.uuid() }), response: { 200: Empty } } }, async (request) => {
    await runner.run(staffSessionOf(request).actor, (ctx) => removeSecondFactor(ctx, { factor: 'passkey', id: request.params.id }))
    return {}
  })
}
