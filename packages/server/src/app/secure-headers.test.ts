import assert from 'node:assert/strict'
import { test } from 'node:test'
import helmet from '@fastify/helmet'
import Fastify from 'fastify'
import { secureHeaders } from './secure-headers.ts'

const policy = { useDefaults: false, directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] } }
/** What no header of ours may differ in. */
const ofTheConnection = new Set(['date', 'connection', 'content-length', 'content-type'])

for (const isHttps of [true, false]) {
  test(`every answer${isHttps ? ' over https' : ''} carries what helmet sets, refusals and what is not there included`, async () => {
    const [ours, theirs] = [Fastify(), Fastify()]
    await secureHeaders(ours, { isHttps })
    const strictTransportSecurity = isHttps ? { maxAge: 31_536_000, includeSubDomains: false } : false
    await theirs.register(helmet, { contentSecurityPolicy: policy, frameguard: false, strictTransportSecurity })
    for (const app of [ours, theirs]) {
      app.get('/found', async () => ({}))
      app.get('/fails', async () => Promise.reject(new Error('no')))
      app.get('/own', async (_request, reply) => reply.header('content-security-policy', "default-src 'self'").send({}))
    }
    for (const url of ['/found', '/fails', '/own', '/nowhere']) {
      const [own, other] = [await ours.inject(url), await theirs.inject(url)]
      const kept = (headers: object) => Object.fromEntries(Object.entries(headers).filter(([name]) => !ofTheConnection.has(name)))
      assert.deepEqual(kept(own.headers), kept(other.headers), url)
      assert.ok(Object.keys(kept(own.headers)).length > 8)
    }
  })
}
