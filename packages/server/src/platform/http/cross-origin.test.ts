import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { Refused } from '../refused.ts'
import { buildHttp } from './app.ts'
import { allowOrigins, originRule } from './cross-origin.ts'

const refuse = (): Promise<never> => Promise.reject(new Refused('auth.expired'))
const { app } = buildHttp({ log: pino({ level: 'silent' }), trustProxy: false, ports: { staffSession: refuse, customerActor: refuse } })
allowOrigins(app, originRule({ publicUrl: 'https://desk.example', allowed: ['https://wallet.example'] }))
app.get('/api/customer/home', { config: { permission: 'customer' } }, async () => ({}))

const ask = (origin: string) => app.inject({ url: '/api/customer/home', headers: { origin, authorization: 'Bearer old' } })

test('a page of an allowed origin can read that its token has expired', async () => {
  const answer = await ask('https://wallet.example')
  assert.equal(answer.json().code, 'auth.expired')
  assert.equal(answer.headers['access-control-allow-origin'], 'https://wallet.example')
})

test('a page of another origin learns nothing of the token', async () => {
  const answer = await ask('https://evil.example')
  assert.equal(answer.json().code, 'request.origin_not_allowed')
  assert.equal(answer.headers['access-control-allow-origin'], undefined)
})
