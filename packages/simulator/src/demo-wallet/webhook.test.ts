import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as z from 'zod'
import type { Simulator } from '../start.ts'
import { NOW, SECRETS, aSimulator } from '../testing.ts'
import { isSigned, webhookSignature } from './webhook.ts'

let wallet: Simulator
before(async () => {
  wallet = await aSimulator()
})
after(() => wallet.close())

const push = (id: string, preview = '退款已发起。', externalId = 'C-88214') =>
  JSON.stringify({
    id,
    type: 'message.for_customer',
    at: NOW.toISOString(),
    data: { externalId, conversationId: '01976f3e-7d2e-7c3e-8a57-1f2b3c4d5e6f', from: { kind: 'agent', name: '林晓' }, preview },
    added: 'a field of tomorrow',
  })

async function post(body: string, signature = webhookSignature(SECRETS.webhookSecret, body, NOW)) {
  const headers = { 'content-type': 'application/json', 'x-yingda-signature': signature }
  const reply = await fetch(`${wallet.url}/demo-wallet/webhook`, { method: 'POST', headers, body })
  return { status: reply.status, body: z.object({ code: z.string() }).parse(await reply.json()) }
}
const cookie = { cookie: 'yunhe_customer=C-88214' }
const home = async (headers: Record<string, string> = cookie) => (await fetch(`${wallet.url}/demo-wallet/`, { headers })).text()
const timesIn = (text: string, part: string) => text.split(part).length - 1

test('a signed push is shown to its customer, once, however often it comes, and to nobody else', async () => {
  assert.deepEqual(await post(push('once')), { status: 200, body: { code: 'accepted' } })
  assert.deepEqual(await post(push('once')), { status: 200, body: { code: 'duplicate' } })
  assert.equal(timesIn(await home(), '退款已发起。'), 1)
  assert.equal(timesIn(await home({ cookie: 'yunhe_customer=C-88102' }), '退款已发起。'), 0)
})

test('what came while nobody looked is gone when it was seen, and does not come back', async () => {
  await post(push('seen', '已经看过'))
  assert.equal(timesIn(await home(), '已经看过'), 1)
  await fetch(`${wallet.url}/demo-wallet/notices/seen`, { method: 'POST', headers: cookie })
  assert.equal((await post(push('seen', '已经看过'))).body.code, 'duplicate')
  assert.equal(timesIn(await home(), '已经看过'), 0)
})

test('an open page gets the push at once, and after a reconnect only what it missed', async () => {
  const streamFrom = async (headers: Record<string, string>) => {
    const reply = await fetch(`${wallet.url}/demo-wallet/notices`, { headers })
    assert.ok(reply.body)
    return reply.body.pipeThrough(new TextDecoderStream()).getReader()
  }
  const readUntil = async (reader: ReadableStreamDefaultReader<string>, part: string) => {
    let text = ''
    while (!text.includes(part)) text += (await reader.read()).value ?? assert.fail('the stream ended')
    return text
  }
  const first = await streamFrom(cookie)
  await readUntil(first, ': open')
  await post(push('live-1', '第一条'))
  await readUntil(first, '第一条')
  await first.cancel()
  await post(push('live-2', '第二条'))
  const again = await streamFrom({ ...cookie, 'last-event-id': 'live-1' })
  const text = await readUntil(again, '第二条')
  assert.equal(timesIn(text, '第一条'), 0)
  await again.cancel()
})

test('words from the desk are text on the page, never markup', async () => {
  await post(push('markup', '<img src=x onerror=alert(1)>'))
  const page = await home()
  assert.equal(timesIn(page, '<img'), 0)
  assert.equal(timesIn(page, '&lt;img src=x'), 1)
})

test('a wrong signature, or none, is refused', async () => {
  const body = push('forged')
  for (const signature of ['', 'v1=00', webhookSignature('another secret', body, NOW), webhookSignature(SECRETS.webhookSecret, `${body} `, NOW)]) {
    assert.deepEqual(await post(body, signature), { status: 401, body: { code: 'bad_signature' } })
  }
  assert.equal((await post(body)).body.code, 'accepted')
})

test('what is signed but makes no sense is refused', async () => {
  for (const body of ['', '{', '{"type":"message.for_customer"}', push('a b'), push('x\ny')]) assert.equal((await post(body)).status, 400, body)
})

test('a signature is good for five minutes around its time', () => {
  const body = Buffer.from('{}')
  const signedAt = (seconds: number) => isSigned(webhookSignature('s', body, new Date(NOW.getTime() + seconds * 1000)), 's', body, NOW)
  for (const seconds of [-300, -1, 0, 300]) assert.equal(signedAt(seconds), true, String(seconds))
  for (const seconds of [-301, 301, -86_400]) assert.equal(signedAt(seconds), false, String(seconds))
})
