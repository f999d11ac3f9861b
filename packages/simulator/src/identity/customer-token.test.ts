import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jwtVerify } from 'jose'
import { customerToken } from './customer-token.ts'

const now = new Date('2026-11-20T06:32:00.000Z')
const secret = 'a shared secret of thirty-two bytes'
const customer = { externalId: 'C-88102', name: '陈雨薇', locale: 'zh-CN', email: 'chen.yw@example.cn' } as const
const sign = () => customerToken(customer, { secret, issuer: 'Yunhe Wallet', now })
const key = new TextEncoder().encode(secret)

test('the token names the customer, for ten minutes, to Yingda alone', async () => {
  const { payload, protectedHeader } = await jwtVerify(await sign(), key, { audience: 'yingda', issuer: 'Yunhe Wallet', currentDate: now })
  assert.equal(protectedHeader.alg, 'HS256')
  assert.equal(payload.sub, 'C-88102')
  assert.equal(payload['name'], '陈雨薇')
  assert.equal(payload['locale'], 'zh-CN')
  assert.equal(payload['email'], 'chen.yw@example.cn')
  assert.equal(payload.iat, now.getTime() / 1000)
  assert.equal((payload.exp ?? 0) - (payload.iat ?? 0), 600)
})

test('each token has an id of its own', async () => {
  const ids = await Promise.all([sign(), sign()].map(async (token) => (await jwtVerify(await token, key, { currentDate: now })).payload.jti))
  assert.ok(ids[0] && ids[1] && ids[0] !== ids[1])
})

test('after ten minutes, and under another secret, it is worth nothing', async () => {
  const token = await sign()
  await assert.rejects(jwtVerify(token, key, { currentDate: new Date(now.getTime() + 601_000) }), { code: 'ERR_JWT_EXPIRED' })
  await assert.rejects(jwtVerify(token, new TextEncoder().encode('b'.repeat(32)), { currentDate: now }))
})
