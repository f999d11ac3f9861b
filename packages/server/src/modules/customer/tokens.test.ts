import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { Refused } from '../../platform/refused.ts'
import type { TokenSettings } from './token-settings.ts'
import { tokenVerifier } from './tokens.ts'

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

test('the log says what is wrong with a token, and nothing that stands in it', async () => {
  const said: string[] = []
  const log = { warn: (about: object) => void said.push(JSON.stringify(about)) }
  const bySecret = tokenVerifier({ keys: { kind: 'secret', secret: SECRET }, issuer: 'https://wallet.example', audience: 'yingda' }, log)
  const jwk = await exportJWK(keyPair.publicKey)
  const keys = ['support-1', 'support-2'].map((kid) => ({ ...jwk, kid, alg: 'ES256' }))
  const bySet = tokenVerifier({ keys: { kind: 'jwks', jwks: { keys } }, ...rest }, log)
  const byKey = (header: object) => new SignJWT(claims()).setProtectedHeader({ alg: 'ES256', ...header }).sign(keyPair.privateKey)
  const issued = { iss: 'https://wallet.example' }
  const rows: [string, RegExp, typeof bySecret?][] = [
    [await signed(claims({ ...issued, aud: 'https://private.example' })), /aud.*yingda/],
    [await signed(claims({ ...issued, aud: undefined })), /aud.*yingda/],
    [await signed(claims({ iss: 'https://private.example' })), /iss.*https:\/\/wallet\.example/],
    [await signed(claims({ ...issued, iat: now.getTime(), exp: now.getTime() + 1 })), /iat.*seconds/],
    [await signed(claims({ ...issued, sub: 88_214 })), /sub.* claim must be a string/],
    [`${(await signed(claims(issued))).slice(0, -6)}AAAAAA`, /another secret than CUSTOMER_JWT_SECRET/],
    [await byKey({}), /alg has to be HS256/],
    ['<!doctype html>', /no signed JWT/],
    [await byKey({ kid: 'support-3' }), /no key of its kid/, bySet],
    [await byKey({}), /names no kid/, bySet],
    [await signed(claims()), /alg has to be ES256 or EdDSA/, bySet],
    [await signed(claims()), /all unset/, tokenVerifier({ keys: { kind: 'none' }, ...rest }, log)],
  ]
  for (const [token, why, verify = bySecret] of rows) {
    await assert.rejects(verify(token, now), refusedAs('auth.invalid_token'), String(why))
    assert.match(said.at(-1) ?? '', why)
    assert.doesNotMatch(said.at(-1) ?? '', /private|88/)
  }
  const away = tokenVerifier({ keys: { kind: 'jwks_url', url: 'http://127.0.0.1:1/keys' }, ...rest }, log)
  await assert.rejects(away(await byKey({ kid: 'support-1' }), now), refusedAs('server.busy'))
  assert.match(said.at(-1) ?? '', /./)
  await assert.rejects(bySecret(await signed(claims({ ...issued, exp: seconds - 60 })), now), refusedAs('auth.expired'))
  assert.equal(said.length, rows.length + 1, 'that a token runs out is no fault')
})
