import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { MessageForCustomer } from '@yingda/protocol/webhook.ts'
import { webhookSignature } from '@yingda/simulator/demo-wallet/webhook.ts'
import type { TokenSettings } from '../packages/server/src/modules/customer/token-settings.ts'
import { tokenVerifier } from '../packages/server/src/modules/customer/tokens.ts'

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const SECRET = 'a shared secret of more than thirty-two characters'
const customer = { id: 'C-88214', name: '吴静怡', locale: 'zh-CN' }

/** The code that stands in the README behind its mark, as a module. */
function example(name: string): Promise<Record<string, unknown>> {
  const code = new RegExp(`<!-- example: ${name} -->\n\`\`\`js\n([\\s\\S]*?)\`\`\``).exec(README)?.[1]
  assert.ok(code, `README.md has an example "${name}"`)
  const anywhere = code.replaceAll("from 'jose'", `from '${import.meta.resolve('jose')}'`)
  return import(`data:text/javascript,${encodeURIComponent(anywhere)}`)
}

const verifier = (keys: TokenSettings['keys']) => tokenVerifier({ keys, issuer: null, audience: 'yingda' })

// What an example exports is known from reading it.
type SignBySecret = { supportToken(who: typeof customer, secret: string): string }
type SignByKey = { supportToken(who: typeof customer): Promise<string>; keySet: Extract<TokenSettings['keys'], { kind: 'jwks' }>['jwks'] }
type Receive = { isFromYingda(rawBody: Buffer, header: string | undefined, secret: string): boolean }

test('the token by secret in the README is accepted', async () => {
  const { supportToken } = (await example('token by secret')) as SignBySecret
  const identity = await verifier({ kind: 'secret', secret: SECRET })(supportToken(customer, SECRET), new Date())
  assert.deepEqual([identity.externalId, identity.name, identity.language], ['C-88214', '吴静怡', 'zh-CN'])
})

test('the token by key in the README is accepted', async () => {
  const { supportToken, keySet } = (await example('token by key')) as SignByKey
  const identity = await verifier({ kind: 'jwks', jwks: keySet })(await supportToken(customer), new Date())
  assert.deepEqual([identity.externalId, identity.name, identity.language], ['C-88214', '吴静怡', 'zh-CN'])
  assert.ok(
    keySet.keys.every((key) => key.d === undefined),
    'the published set holds no private key',
  )
})

test('the webhook check in the README takes what is signed and nothing else', async () => {
  const { isFromYingda } = (await example('webhook')) as Receive
  const body = Buffer.from('{"id":"message.1"}')
  const signed = webhookSignature(SECRET, body, new Date())
  assert.equal(isFromYingda(body, signed, SECRET), true)
  assert.equal(isFromYingda(Buffer.from('{"id":"message.2"}'), signed, SECRET), false)
  assert.equal(isFromYingda(body, webhookSignature(SECRET, body, new Date(Date.now() - 600_000)), SECRET), false)
  assert.equal(isFromYingda(body, undefined, SECRET), false)
})

test('the webhook body in the README is one that is sent', () => {
  const json = /```json\n([\s\S]*?)```/.exec(README)?.[1] ?? ''
  MessageForCustomer.parse(JSON.parse(json))
})
