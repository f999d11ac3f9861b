import assert from 'node:assert/strict'
import { test } from 'node:test'
import pino from 'pino'
import { buildHttp } from '../http/app.ts'
import { Refused } from '../refused.ts'
import { admitRequests, judgeAgain, saysUrgent, usualWork } from './door.ts'
import { errandNow, type Work } from './work.ts'

const asked: string[] = []
let shut: readonly Work[] = []
const admission = {
  admit(work: Work) {
    if (shut.includes(work)) throw new Refused('server.overloaded', { retryAfterSeconds: 7 })
  },
}
const { app } = buildHttp({
  log: pino({ level: 'silent' }),
  trustProxy: false,
  ports: {
    async staffSession() {
      asked.push('who')
      throw new Refused('auth.required')
    },
    async customerActor() {
      asked.push(`who, as ${errandNow()?.work}`)
      return { kind: 'customer', customerId: 'c' as never, signedIn: true }
    },
  },
})
admitRequests(app, admission)
const customer = { permission: 'customer' as const }
app.post('/say', { config: customer }, async () => ({ as: errandNow()?.work }))
app.get('/look', { config: customer }, async () => ({}))
const begin = {
  config: { ...customer, work: (request: Parameters<typeof saysUrgent>[0]) => (saysUrgent(request) ? ('running' as const) : ('beginning' as const)) },
}
app.post('/begin', begin, async (request) => {
  judgeAgain(request, (request.body as { urgent: boolean }).urgent ? 'running' : 'beginning', admission)
  return { as: errandNow()?.work }
})

const post = (url: string, payload: object, headers: Record<string, string> = {}) => app.inject({ method: 'POST', url, payload, headers })
const turnAway = (...works: Work[]): void => {
  shut = works
  asked.length = 0
}

test('who is turned away is asked for nothing and costs nothing: not even who he is', async () => {
  turnAway('running', 'reading')
  const answer = await post('/say', { text: 'x' })
  assert.deepEqual([answer.statusCode, answer.headers['retry-after'], answer.json().code], [503, '7', 'server.overloaded'])
  assert.match(answer.json().message, /7/)
  const unread = await app.inject({ method: 'POST', url: '/say', payload: 'no JSON', headers: { 'content-type': 'application/json' } })
  assert.equal(unread.json().code, 'server.overloaded', 'its body was not read')
  assert.equal((await app.inject('/look')).statusCode, 503)
  assert.deepEqual(asked, [])
})

test('what a request is worth goes with it to whatever it waits for, also after its body has arrived', async () => {
  turnAway()
  assert.deepEqual((await post('/say', { text: 'x' })).json(), { as: 'running' })
  assert.deepEqual(asked, ['who, as running'])
  assert.equal(errandNow(), null)
})

test('who says that it is urgent gets as far as the body; the body decides', async () => {
  turnAway('beginning')
  assert.equal((await post('/begin', { urgent: true })).statusCode, 503, 'it did not say so at the door')
  assert.deepEqual((await post('/begin', { urgent: true }, { priority: 'u=0' })).json(), { as: 'running' })
  assert.equal((await post('/begin', { urgent: false }, { priority: 'u=0' })).statusCode, 503)
  turnAway()
  assert.deepEqual((await post('/begin', { urgent: false }, { priority: 'u=0' })).json(), { as: 'beginning' })
  for (const [priority, status] of [
    ['u=1, i', 200],
    ['i, u=1', 200],
    ['u=2', 503],
    ['', 503],
    ['urgent', 503],
  ] as const) {
    turnAway('beginning')
    assert.equal((await post('/begin', { urgent: true }, { priority })).statusCode, status, priority)
  }
})

test('to read is worth less than to act, and what staff do more than what customers do; a page for everybody is kept', () => {
  assert.deepEqual(
    [
      ['public', 'GET'],
      ['public', 'POST'],
      ['customer', 'GET'],
      ['customer', 'PUT'],
      ['conversation.read', 'GET'],
      ['conversation.reply', 'POST'],
    ].map(([permission, method]) => usualWork(permission ?? '', method ?? '')),
    ['kept', 'answer', 'reading', 'running', 'reading', 'answer'],
  )
})
