import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { after, test } from 'node:test'
import { pino } from 'pino'
import { WebSocket } from 'ws'
import type { ClientFrame, ServerFrame } from '@yingda/protocol/realtime.ts'
import { CLOSE } from '@yingda/protocol/realtime.ts'
import { aClientId, aConversation, aCustomer, aServer } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { until } from '../../testing/settle.ts'
import type { CustomerActor } from '../../platform/actor.ts'
import type { Work } from '../../platform/admission/work.ts'
import { Refused } from '../../platform/refused.ts'
import { intakePorts } from '../intake/api.ts'
import { startGateway } from './api.ts'

const { db } = await testDatabase()
const { runner, bus } = await aServer(db)
const plenty = { most: 100_000, windowSeconds: 60 }
const intake = intakePorts({
  runner,
  hot: runner,
  wallet: null,
  limits: {
    conversations: { name: 'c', ...plenty },
    messages: { name: 'm', ...plenty },
    handovers: { name: 'h', ...plenty },
    uploads: { name: 'u', ...plenty },
    visitors: { name: 'v', ...plenty },
    sockets: 3,
    addressFactor: 100,
  },
})
const people = new Map<string, CustomerActor>()
let signInFails: Error | null = null
let shut: Work | null = null

const server = createServer()
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const gateway = startGateway({
  admission: {
    admit(work) {
      if (work === shut) throw new Refused('server.overloaded', { retryAfterSeconds: 9 })
    },
  },
  server,
  runner,
  hot: runner,
  bus,
  intake,
  log: pino({ level: 'silent' }),
  nodeId: randomUUID(),
  socketsPerVisitor: 3,
  socketsPerAddress: 60,
  countSockets() {},
  async customerSignIn(token) {
    if (signInFails !== null) throw signInFails
    const actor = people.get(token)
    if (actor === undefined) throw new Refused('auth.invalid_token')
    return { actor, name: null, expiresAt: new Date(Date.now() + 60_000) }
  },
  staffSignIn: () => Promise.reject(new Refused('auth.required')),
  sessionCheck: () => Promise.resolve(new Map()),
  mayConnect: () => true,
  addressOf: (request) => request.socket.remoteAddress ?? '',
})
after(async () => {
  await gateway.close()
  server.close()
})
const { port } = server.address() as AddressInfo // listens on TCP

async function somebody({ signedIn = true } = {}): Promise<{ token: string; actor: CustomerActor }> {
  const actor = await aCustomer(db, { signedIn })
  people.set(actor.customerId, actor)
  return { token: actor.customerId, actor }
}

/** A socket that has said hello; `closed` is the code it was closed with. */
async function dial(token: string) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws/customer`)
  const frames: ServerFrame[] = []
  const seen = { closed: null as number | null }
  socket.on('message', (data) => frames.push(JSON.parse(String(data)) as ServerFrame)) // what a server sends is under test
  socket.on('close', (code) => (seen.closed = code))
  socket.on('error', () => {})
  await new Promise((resolve) => socket.once('open', resolve))
  const say = (frame: ClientFrame): void => socket.send(JSON.stringify(frame))
  say({ t: 'hello', token, language: 'zh-CN' })
  const has = (t: ServerFrame['t']): boolean => frames.some((frame) => frame.t === t)
  return { socket, frames, seen, say, has, greeted: () => until('hello or the end', () => has('hello') || seen.closed !== null) }
}

test('a caller who is refused the upgrade and resets the line does no harm', async () => {
  for (const path of ['/ws/nothing', '/ws/staff', '/ws/customer']) {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    await new Promise<void>((resolve) => socket.once('connect', resolve))
    socket.write(`GET ${path} HTTP/1.1\r\nHost: desk\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`, () => socket.resetAndDestroy())
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const { token } = await somebody()
  const line = await dial(token)
  await line.greeted()
  assert.ok(line.has('hello'))
  line.socket.terminate()
})

test('a database that is away during hello asks the caller to come back; a token that is no good sends him away', async () => {
  const { token } = await somebody()
  signInFails = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
  const early = await dial(token)
  await until('it to be closed', () => early.seen.closed !== null)
  signInFails = null
  assert.equal(early.seen.closed, CLOSE.busy)
  const stranger = await dial('nobody')
  await until('it to be closed', () => stranger.seen.closed !== null)
  assert.equal(stranger.seen.closed, CLOSE.ended)
})

test('what a visitor sends in one breath keeps its order', async () => {
  const { token, actor } = await somebody({ signedIn: false })
  const { id } = await aConversation(runner, actor)
  const line = await dial(token)
  await line.greeted()
  for (let index = 0; index < 40; index += 1)
    line.say({ t: 'send', ref: String(index), conversationId: id, clientId: aClientId(), text: `第 ${index} 句`, attachmentIds: [] })
  await until('all to be taken', () => line.frames.filter((frame) => frame.t === 'sent').length === 40)
  const bySeq = line.frames.flatMap((frame) => (frame.t === 'sent' ? [frame] : [])).sort((one, other) => one.seq - other.seq)
  assert.deepEqual(
    bySeq.map((frame) => frame.ref),
    Array.from({ length: 40 }, (_, index) => String(index)),
  )
  line.socket.terminate()
})

test('words that are put off because too many ask are refused with the time to come back, in the caller’s language; the same words then go in', async () => {
  const { token, actor } = await somebody()
  const { id } = await aConversation(runner, actor)
  shut = 'running'
  const line = await dial(token)
  await line.greeted()
  assert.ok(line.has('hello'), 'a socket is not turned away')
  const words: ClientFrame = { t: 'send', ref: 'first', conversationId: id, clientId: aClientId(), text: '在吗', attachmentIds: [] }
  line.say(words)
  await until('the refusal', () => line.has('refused'))
  const refusal = line.frames.find((frame) => frame.t === 'refused')
  assert.deepEqual(refusal, {
    t: 'refused',
    ref: 'first',
    code: 'server.overloaded',
    message: '现在咨询的人很多，这个请求暂时没有接下，请等 9 秒后再试。',
    retryAfterSeconds: 9,
  })
  assert.equal(line.seen.closed, null)
  shut = null
  line.say(words)
  await until('it to be taken', () => line.has('sent'))
  line.socket.terminate()
})

test('a database whose line is full during hello asks the caller to come back', async () => {
  const { token } = await somebody()
  signInFails = new Refused('server.overloaded', { retryAfterSeconds: 9 })
  const early = await dial(token)
  await until('it to be closed', () => early.seen.closed !== null)
  signInFails = null
  assert.equal(early.seen.closed, CLOSE.busy)
})

test('of many sockets that a visitor opens at one moment no more stay than he may have', async () => {
  const { token } = await somebody({ signedIn: false })
  const lines = await Promise.all(Array.from({ length: 12 }, () => dial(token)))
  await Promise.all(lines.map((line) => line.greeted()))
  assert.ok(lines.filter((line) => line.has('hello')).length <= 3)
  const refused = lines.filter((line) => !line.has('hello'))
  assert.ok(refused.every((line) => line.seen.closed === CLOSE.tooMany))
  for (const line of lines) line.socket.terminate()
})

test('a long conversation is back-filled to a reader as slow as he likes, without being cut off', async () => {
  const { token, actor } = await somebody()
  const { id } = await aConversation(runner, actor)
  await Promise.all(
    Array.from({ length: 150 }, () => intake.deliver(actor, { conversationId: id, clientId: aClientId(), text: '慢'.repeat(8000), attachmentIds: [] }, '')),
  )
  const line = await dial(token)
  await line.greeted()
  line.socket.pause()
  line.say({ t: 'subscribe', stream: `conversation:${id}`, after: 0 })
  await new Promise((resolve) => setTimeout(resolve, 1500))
  line.socket.resume()
  await until('it to be live', () => line.has('live') || line.seen.closed !== null)
  assert.equal(line.seen.closed, null)
  const seqs = line.frames.flatMap((frame) => (frame.t === 'entries' ? frame.entries.map((entry) => entry.seq) : []))
  assert.deepEqual(
    seqs,
    Array.from({ length: 151 }, (_, index) => index + 1),
  )
  line.socket.terminate()
})

test('an address has only so many sockets of which nobody knows whose they are; whoever says so makes room', async () => {
  const { token } = await somebody()
  const strange = await Promise.all(Array.from({ length: 200 }, () => knock()))
  assert.deepEqual(await refusalOf(), 429)
  strange[0]?.send(JSON.stringify({ t: 'hello', token, language: 'zh-CN' }))
  await new Promise((resolve) => strange[0]?.once('message', resolve))
  const next = await knock()
  assert.deepEqual(await refusalOf(), 429)
  strange[1]?.terminate()
  await until('the closed one to be forgotten', () => gateway.connections.size === 200)
  for (const socket of [next, await knock(), ...strange]) socket.terminate()
})

async function knock(): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws/customer`)
  socket.on('error', () => {})
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  return socket
}

function refusalOf(): Promise<number | undefined> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws/customer`)
  socket.on('error', () => {})
  return new Promise((resolve) => socket.once('unexpected-response', (_request, response) => resolve(response.statusCode)).once('open', () => resolve(101)))
}
