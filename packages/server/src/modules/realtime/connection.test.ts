import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { WebSocket, WebSocketServer } from 'ws'
import { Connection } from './connection.ts'
import { Unsent } from './unsent.ts'

const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
after(() => server.close())
await once(server, 'listening')
const { port } = server.address() as AddressInfo // listens on TCP

/** Both ends of one socket; `writes` are what this end hands to the system, `heard` the frames at the other. */
async function aPair() {
  const client = new WebSocket(`ws://127.0.0.1:${port}`)
  const heard: string[] = []
  client.on('message', (data) => heard.push(String(data)))
  const [socket, request] = (await once(server, 'connection')) as [WebSocket, { socket: import('node:net').Socket }]
  await once(client, 'open')
  const writes: number[] = []
  const line = request.socket
  const writev = line._writev?.bind(line)
  line._writev = (chunks, done) => {
    writes.push(chunks.length)
    writev?.(chunks, done)
  }
  return { connection: new Connection(socket, '', new Unsent(), line), socket, client, heard, writes }
}

test('what is sent within one turn leaves in one write, in order; the next turn writes again', async () => {
  const { connection, client, heard, writes } = await aPair()
  for (const text of ['1', '2', '3']) connection.sendText(text)
  await Promise.resolve().then(() => connection.sendText('4'))
  while (heard.length < 4) await once(client, 'message')
  assert.deepEqual(heard, ['1', '2', '3', '4'])
  assert.equal(writes.length, 1)
  connection.sendText('5')
  while (heard.length < 5) await once(client, 'message')
  assert.equal(writes.length, 2)
  client.close()
})

test('what was sent just before the end still leaves, and after a cut nothing fails', async () => {
  const { connection, client, heard } = await aPair()
  connection.sendText('last')
  connection.end(4000, 'over')
  const [code] = await once(client, 'close')
  assert.deepEqual([heard, code], [['last'], 4000])
  const cut = await aPair()
  cut.connection.sendText('lost or not')
  cut.connection.cutOff()
  await once(cut.client, 'close')
  cut.connection.sendText('to nobody')
})
