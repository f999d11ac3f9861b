/** Who calls a desk in the flow tests: a wallet's customer, an anonymous visitor, a member of staff. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import { sql } from 'kysely'
import type { TeamId } from '@yingda/protocol/ids.ts'
import type { Role } from '@yingda/protocol/permissions.ts'
import { createSeals } from '../modules/identity/api.ts'
import type { StaffActor } from '../platform/actor.ts'
import type { Db } from '../platform/db/db.ts'
import { anAgent } from '../testing/builders.ts'
import { SECRETS, type Desk } from './desk.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- a test looks into whatever was answered
export type Answer = { status: number; body: any; text: string; headers: Readonly<Record<string, unknown>> }
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
export type Extra = { headers?: Readonly<Record<string, string>>; address?: string }
export type Caller = {
  /** The token of a customer; '' for staff. */
  token: string
  headers: Readonly<Record<string, string>>
  get(path: string, extra?: Extra): Promise<Answer>
  post(path: string, body?: unknown, extra?: Extra): Promise<Answer>
  put(path: string, body?: unknown, extra?: Extra): Promise<Answer>
  delete(path: string, extra?: Extra): Promise<Answer>
}

/** Ask past the network; `path` is whole. A string goes as it is, anything else as JSON. */
export async function ask(desk: Desk, method: Method, path: string, body: unknown, { headers = {}, address = '203.0.113.9' }: Extra = {}): Promise<Answer> {
  const payload = body === undefined ? {} : { payload: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body) }
  const reply = await desk.app.http.inject({
    method,
    url: path,
    remoteAddress: address,
    headers: { host: new URL(desk.config.publicUrl).host, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...payload,
  })
  const isJson = String(reply.headers['content-type'] ?? '').startsWith('application/json')
  return { status: reply.statusCode, body: isJson && reply.body !== '' ? reply.json() : null, text: reply.body, headers: reply.headers }
}

function caller(desk: Desk, prefix: string, token: string, headers: Readonly<Record<string, string>>): Caller {
  const call = (method: Method, path: string, body: unknown, extra: Extra = {}) =>
    ask(desk, method, prefix + path, body, { ...extra, headers: { ...headers, ...extra.headers } })
  return {
    token,
    headers,
    get: (path, extra) => call('GET', path, undefined, extra),
    post: (path, body = {}, extra) => call('POST', path, body, extra),
    put: (path, body = {}, extra) => call('PUT', path, body, extra),
    delete: (path, extra) => call('DELETE', path, undefined, extra),
  }
}

/** A customer's doors under this bearer token. */
export const withToken = (desk: Desk, token: string): Caller => caller(desk, '/api/customer', token, { authorization: `Bearer ${token}` })

export type Claims = { sub?: string; name?: string; audience?: string; secret?: string; issuedAt?: number; expiresAt?: number; email?: string }

/** What the wallet signs for its customer; every claim can be made wrong. Times in seconds. */
export async function walletToken({
  sub = `w-${randomUUID()}`,
  name = '陈雨薇',
  audience = 'yingda',
  secret = SECRETS.customer,
  issuedAt,
  expiresAt,
  email,
}: Claims = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  return new SignJWT({ name, ...(email === undefined ? {} : { email }) })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(sub)
    .setAudience(audience)
    .setIssuedAt(issuedAt ?? now)
    .setExpirationTime(expiresAt ?? now + 600)
    .sign(new TextEncoder().encode(secret))
}

export const aKnownCustomer = async (desk: Desk, claims: Claims = {}): Promise<Caller> => withToken(desk, await walletToken(claims))

export async function aVisitor(desk: Desk, address?: string): Promise<Caller> {
  const made = await ask(desk, 'POST', '/api/customer/visitors', {}, address === undefined ? {} : { address })
  return withToken(desk, `visitor.${made.body.deviceSecret}`)
}

export type Colleague = Caller & { actor: StaffActor; sessionId: string }
type Wanted = { role?: Role; teamIds?: TeamId[]; capacity?: number; name?: string; steppedUp?: boolean }

/** Somebody signed in with everything his role needs. */
export async function aColleague(desk: Desk, { role = 'agent', teamIds = [], capacity = 5, name = '林晓', steppedUp = true }: Wanted = {}): Promise<Colleague> {
  const actor = await anAgent(desk.database.db, { role, teamIds, capacity, name })
  const { headers, sessionId } = await aSession(desk.database.db, actor, { steppedUp })
  return { ...caller(desk, '/api/staff', '', headers), actor, sessionId }
}

/** What a browser of this person sends along, on whichever server of the deployment. */
export async function aSession(
  db: Db,
  { staffId }: StaffActor,
  { steppedUp }: { steppedUp: boolean },
): Promise<{ headers: Readonly<Record<string, string>>; sessionId: string }> {
  const seals = createSeals(SECRETS.session)
  await sql`update staff set totp_secret = ${seals.sealTotp(staffId, 'JBSWY3DPEHPK3PXP')} where id = ${staffId}`.execute(db)
  const sessionId = randomUUID()
  const token = randomBytes(32).toString('base64url')
  await sql`insert into staff_session (id, staff_id, token_hash, stage, created_at, last_seen_at, expires_at, stepped_up_at, address, user_agent)
    values (${sessionId}, ${staffId}, ${createHash('sha256').update(token).digest()}, 'signed_in', now(), now(), now() + interval '1 day',
      ${steppedUp ? new Date().toISOString() : null}, '203.0.113.9', 'test')`.execute(db)
  return { headers: { cookie: `yingda_session=${token}`, 'x-yingda-csrf': seals.csrfToken(sessionId) }, sessionId }
}
