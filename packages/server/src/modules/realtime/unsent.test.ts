import assert from 'node:assert/strict'
import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { test } from 'node:test'
import { WebSocketServer } from 'ws'
import { Connection } from './connection.ts'
import { Unsent } from './unsent.ts'

const MEGABYTE = 1024 * 1024
const server = new WebSocketServer({ noServer: true, perMessageDeflate: false })

type Reader = { connection: Connection; line: Duplex; taken: number }

/** A real WebSocket on a line whose other end reads everything, or nothing at all. */
function aReader(unsent: Unsent, reads: boolean): Reader {
  const line = new Duplex({
    read() {},
    write(chunk: Buffer, _encoding, done) {
      if (!reads) return
      reader.taken += chunk.length
      done()
    },
  })
  const request = new IncomingMessage(new Socket())
  request.method = 'GET'
  Object.assign(request.headers, { upgrade: 'websocket', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==', 'sec-websocket-version': '13' })
  const reader: Reader = { connection: null as unknown as Connection, line, taken: 0 } // set by the next call, at once
  server.handleUpgrade(request, line, Buffer.alloc(0), (socket) => {
    socket.on('error', () => {})
    reader.connection = new Connection(socket, '192.0.2.1', unsent)
  })
  return reader
}

test('a thousand readers that stop reading take no more memory than the bound, and whoever reads is served on', async () => {
  const unsent = new Unsent(16 * MEGABYTE)
  const stuck = Array.from({ length: 1000 }, () => aReader(unsent, false))
  const reading = aReader(unsent, true)
  const frame = { t: 'entries', stream: 'conversation:x', entries: [], text: '应'.repeat(8_000) }
  let most = 0
  let sent = 0
  for (let round = 0; round < 60; round += 1) {
    for (const { connection } of [...stuck, reading]) connection.send(frame as never) // whatever it says
    sent += 1
    await new Promise((resolve) => setImmediate(resolve))
    most = Math.max(
      most,
      stuck.reduce((sum, { line }) => sum + (line.destroyed ? 0 : line.writableLength), 0),
    )
  }
  assert.ok(most > 8 * MEGABYTE, `only ${most} bytes waited: nobody was stuck`)
  assert.ok(most <= 17 * MEGABYTE, `${most} bytes waited`)
  assert.ok(unsent.bytes <= 16 * MEGABYTE)
  assert.ok(reading.connection.isOpen)
  assert.ok(reading.taken > sent * 24_000)
})

test('what has left, and whoever has gone, is no longer counted', async () => {
  const unsent = new Unsent(MEGABYTE)
  const reading = aReader(unsent, true)
  reading.connection.send({ t: 'pong' })
  await new Promise((resolve) => setImmediate(resolve))
  assert.equal(unsent.bytes, 0)
  const stuck = aReader(unsent, false)
  stuck.connection.send({ t: 'pong' })
  assert.ok(unsent.bytes > 0)
  unsent.forget(stuck.connection)
  assert.equal(unsent.bytes, 0)
})
