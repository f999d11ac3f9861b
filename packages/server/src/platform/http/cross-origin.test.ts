import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { Refused } from '../refused.ts'
import { hostReader } from './address.ts'
import { buildHttp } from './app.ts'
import { guardDoors, knownNames } from './cross-origin.ts'

const named = (host: string) => knownNames({ publicUrl: 'https://desk.example', widgetOrigins: ['https://wallet.example'], host, port: () => 4600 })
const refuse = (): Promise<never> => Promise.reject(new Refused('auth.expired'))
const said: string[] = []
const log = pino({}, { write: (line: string) => void said.push(line) })
const { app } = buildHttp({ log, trustProxy: false, ports: { staffSession: refuse, customerActor: refuse } })
guardDoors(app, named('127.0.0.1'), hostReader(false))
app.get('/api/customer/home', { config: { permission: 'customer' } }, async () => ({}))
app.get('/elsewhere', { config: { permission: 'conversation.reply' } }, async () => ({}))

const ask = (origin: string, url = '/api/customer/home') => app.inject({ url, headers: { origin, authorization: 'Bearer old' } })

test('a page of an allowed origin can read that its token has expired', async () => {
  const answer = await ask('https://wallet.example')
  assert.equal(answer.json().code, 'auth.expired')
  assert.equal(answer.headers['access-control-allow-origin'], 'https://wallet.example')
})

test('a page of another origin learns nothing of the token, however the address is spelt', async () => {
  for (const url of ['/api/customer/home', '/%61pi/customer/home', '/api/customer/%68ome']) {
    const answer = await ask('https://evil.example', url)
    assert.equal(answer.json().code, 'request.origin_not_allowed', url)
    assert.equal(answer.headers['access-control-allow-origin'], undefined)
  }
  assert.match(said.join(''), /"origin":"https:\/\/evil\.example".*WIDGET_ORIGINS/, 'whoever runs the desk is told which page, and what to do')
  assert.equal(said.length, 1, 'once a minute')
})

test('a door of the staff is one wherever it stands', async () => {
  const answer = await app.inject({ url: '/elsewhere', headers: { host: 'evil.example' } })
  assert.equal(answer.json().code, 'request.origin_not_allowed')
  assert.equal((await app.inject({ url: '/elsewhere', headers: { host: 'desk.example' } })).json().code, 'auth.expired')
})

test('the name asked is known with or without its standard port, in any case, and by nothing that only looks like it', () => {
  const names = named('127.0.0.1')
  for (const host of ['desk.example', 'DESK.example', 'desk.example:443', 'localhost:4600', '127.0.0.1:4600', '[::1]:4600']) {
    assert.ok(names.isHost('staff', host), host)
  }
  for (const host of [
    undefined,
    '',
    'desk.example:80',
    'desk.example:4600',
    'desk.example.',
    'x.desk.example',
    'localhost',
    'localhost:4601',
    'wallet.example',
  ]) {
    assert.ok(!names.isHost('staff', host), host)
  }
  assert.ok(names.isHost('customer', 'wallet.example'))
})

test('names of this machine count only while nobody else reaches the server', () => {
  for (const host of ['127.0.0.1', '::1', 'localhost']) assert.ok(named(host).isOrigin('staff', 'http://localhost:4600'), host)
  for (const host of ['0.0.0.0', '::', '192.0.2.1', 'desk.internal']) {
    assert.ok(!named(host).isOrigin('staff', 'http://localhost:4600') && !named(host).isHost('staff', '127.0.0.1:4600'), host)
  }
})
