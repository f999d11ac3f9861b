import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { exportJWK, generateKeyPair } from 'jose'
import { tokenSettings } from '../../app/settings.ts'
import type { Config } from '../config.ts'
import { checkCustomers, checkPages } from './customers.ts'
import { checkWebhooks } from './network.ts'

const pair = await generateKeyPair('ES256', { extractable: true })
const [publicKey, privateKey] = [await exportJWK(pair.publicKey), await exportJWK(pair.privateKey)]
const rsa = { kty: 'RSA', n: 'x', e: 'AQAB', alg: 'RS256', kid: 'r' }
const set = (...keys: object[]): string => JSON.stringify({ keys })

const rows: readonly [what: string, text: string, says: RegExp, starts: boolean][] = [
  ['a good set', set({ ...publicKey, kid: 'support-1' }), /keys at .*: support-1\./, true],
  ['a page', '<html>', /is not JSON/, false],
  ['a single key', JSON.stringify(publicKey), /is no key set/, false],
  ['an empty set', set(), /holds no key for ES256/, false],
  ['keys for another algorithm', set(rsa), /holds no key for ES256.*but 1 other/, false],
  ['the private key', set({ ...privateKey, kid: 'support-1' }), /private key/, true],
  ['two keys without names', set(publicKey, publicKey), /without a kid/, true],
]

async function aFile(t: TestContext, text: string): Promise<Config['customerKeys']> {
  const folder = await mkdtemp(join(tmpdir(), 'yingda-keys-'))
  t.after(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'jwks.json'), text)
  return { kind: 'jwksFile', path: join(folder, 'jwks.json') }
}

/** The start reads of the configuration no more than these. */
const startWith = (customerKeys: Config['customerKeys']) => tokenSettings({ customerKeys, customerJwtIssuer: null, customerJwtAudience: 'yingda' } as Config)

for (const [what, text, says, starts] of rows)
  test(`${what} as the wallet’s public keys is told by the doctor${starts ? '' : ', and in words by a start that ends there'}`, async (t) => {
    const customerKeys = await aFile(t, text)
    const found = await checkCustomers({ customerKeys })
    assert.match(found.says, says)
    assert.equal(found.state, what === 'a good set' ? 'ok' : 'failed')
    if (starts) await startWith(customerKeys)
    else await assert.rejects(startWith(customerKeys), (error: Error) => error.name === 'ConfigError' && says.test(error.message))
  })

test('keys that are not where the configuration says are told with what to correct', async (t) => {
  const gone = { kind: 'jwksFile', path: '/nowhere/jwks.json' } as const
  assert.match((await checkCustomers({ customerKeys: gone })).todo ?? '', /CUSTOMER_JWKS_FILE/)
  await assert.rejects(startWith(gone), /CUSTOMER_JWKS_FILE cannot be read: ENOENT/)
  let status = 200
  const server = createServer((_request, response) => response.writeHead(status).end(set({ ...publicKey, kid: 'support-1' }))).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  const { port } = server.address() as AddressInfo // an IP server's address is never a string
  const at = { kind: 'jwksUrl', url: `http://127.0.0.1:${port}/jwks` } as const
  assert.equal((await checkCustomers({ customerKeys: at })).state, 'ok')
  status = 404
  assert.match((await checkCustomers({ customerKeys: at })).says, /answers 404/)
})

test('that nobody can come in is worth knowing', async () => {
  assert.equal((await checkCustomers({ customerKeys: null })).state, 'note')
  assert.equal(checkPages({ widgetOrigins: [] }).state, 'note')
  assert.equal(checkPages({ widgetOrigins: ['https://wallet.example'] }).state, 'ok')
})

test('the receiver of webhooks has to listen, and is sent nothing for a trial', async (t) => {
  let asked = 0
  const server = createServer((_request, response) => {
    asked += 1
    response.end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  const { port } = server.address() as AddressInfo // an IP server's address is never a string
  const look = (url: string, demo = false) => checkWebhooks({ webhook: { url, secret: 's' }, statusWebhooks: null, demo })
  const gone = 'http://127.0.0.1:1/hook'
  assert.deepEqual(
    (await look(`http://127.0.0.1:${port}/hook`)).map(({ state }) => state),
    ['ok'],
  )
  assert.equal(asked, 0)
  assert.match((await look(gone))[0]?.todo ?? '', /WEBHOOK_URL/)
  assert.deepEqual(
    (await look(gone, true)).map(({ state }) => state),
    ['note'],
  )
  const none = await checkWebhooks({ webhook: null, statusWebhooks: { urls: [gone], secret: 's' }, demo: false })
  assert.deepEqual(
    none.map(({ state }) => state),
    ['note', 'failed'],
  )
})
