import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { Refused } from '../../platform/refused.ts'
import { tokenVerifier, type TokenSettings } from './tokens.ts'

const SECRET = 'a secret of more than thirty-two characters'
const now = new Date('2026-03-01T08:00:00Z')
const seconds = Math.floor(now.getTime() / 1000)
const rest = { issuer: null, audience: 'yingda' }
const keyPair = await generateKeyPair('ES256')

const claims = (overrides: Record<string, unknown> = {}) => ({ sub: 'u-1', aud: 'yingda', iat: seconds, exp: seconds + 300, ...overrides })
const signed = (payload: Record<string, unknown>) => new SignJWT(payload).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(SECRET))
const withSecret = tokenVerifier({ keys: { kind: 'secret', secret: SECRET }, ...rest })
const refusedAs = (code: string) => (error: unknown) => error instanceof Refused && error.code === code

test('what a token may be, and how one that may not is refused', async () => {
  assert.equal((await withSecret(await signed(claims()), now)).externalId, 'u-1')
  const rows: [Record<string, unknown>, string][] = [
    [{ exp: seconds - 60 }, 'auth.expired'],
    [{ iat: seconds - 4000 }, 'auth.expired'],
    [{ iat: undefined }, 'auth.invalid_token'],
    [{ exp: undefined }, 'auth.invalid_token'],
    [{ aud: 'another' }, 'auth.invalid_token'],
    [{ sub: '' }, 'auth.invalid_token'],
    [{ sub: 'x'.repeat(201) }, 'auth.invalid_token'],
  ]
  for (const [overrides, code] of rows) await assert.rejects(withSecret(await signed(claims(overrides)), now), refusedAs(code), JSON.stringify(overrides))
})

test('an address is taken when it is one and the wallet does not call it unconfirmed; a token without any says nothing of it', async () => {
  const emailIn = async (some: Record<string, unknown>) => (await withSecret(await signed(claims(some)), now)).email
  assert.equal(await emailIn({ email: 'chen@example.cn' }), 'chen@example.cn')
  assert.equal(await emailIn({ email: 'chen@example.cn', email_verified: true }), 'chen@example.cn')
  assert.equal(await emailIn({}), undefined)
  for (const none of [{ email: null }, { email: '' }, { email: 'chen' }, { email: 'a@b.cn\r\nBcc: x@y.cn' }, { email: 'a@b.cn', email_verified: false }])
    assert.equal(await emailIn(none), null, JSON.stringify(none))
})

test('a token that says it holds for years opens a socket for an hour', async () => {
  const { expiresAt } = await withSecret(await signed(claims({ exp: seconds + 10 * 365 * 86_400 })), now)
  assert.equal(expiresAt.getTime(), (seconds + 3600) * 1000)
})

test('the published key is no shared secret, and a secret signs nothing where a key set is asked for', async () => {
  const jwk = await exportJWK(keyPair.publicKey)
  const bySet = tokenVerifier({ keys: { kind: 'jwks', jwks: { keys: [{ ...jwk, alg: 'ES256' }] } }, ...rest })
  const forged = await new SignJWT(claims()).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(JSON.stringify(jwk)))
  await assert.rejects(bySet(forged, now), refusedAs('auth.invalid_token'))
  const right = await new SignJWT(claims()).setProtectedHeader({ alg: 'ES256' }).sign(keyPair.privateKey)
  assert.equal((await bySet(right, now)).externalId, 'u-1')
})

test('a key set that cannot be fetched says nothing against the token', async () => {
  let status = 503
  const jwk = await exportJWK(keyPair.publicKey)
  const server = createServer((_request, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [{ ...jwk, alg: 'ES256' }] })),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  after(() => server.close())
  const settings = (port: number): TokenSettings => ({ keys: { kind: 'jwks_url', url: `http://127.0.0.1:${port}/keys` }, ...rest })
  const { port } = server.address() as AddressInfo // listens on TCP
  const right = await new SignJWT(claims()).setProtectedHeader({ alg: 'ES256' }).sign(keyPair.privateKey)
  const byUrl = tokenVerifier(settings(port))
  await assert.rejects(byUrl(right, now), refusedAs('server.busy'))
  await assert.rejects(tokenVerifier(settings(1))(right, now), refusedAs('server.busy'))
  status = 200
  assert.equal((await byUrl(right, now)).externalId, 'u-1')
  await assert.rejects(byUrl(`${right.slice(0, -6)}AAAAAA`, now), refusedAs('auth.invalid_token'))
})
