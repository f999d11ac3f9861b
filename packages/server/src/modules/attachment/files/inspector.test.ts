import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { Refused } from '../../../platform/refused.ts'
import { openInspector, type InspectorOptions } from './inspector.ts'

const PNG = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#888' } })
  .png()
  .toBuffer()
const STUCK = new URL('./fixtures/stuck-process.ts', import.meta.url)

const refusedAs = (code: string, reason?: string) => (error: unknown) => error instanceof Refused && error.code === code && error.data['reason'] === reason

test('verdicts come back from the process as files or refusals', async () => {
  await using inspector = openInspector({ processes: 1 })
  const [file] = await Promise.all([
    inspector.inspect(PNG),
    assert.rejects(inspector.inspect(Buffer.from('<html>')), refusedAs('attachment.type_not_allowed')),
    assert.rejects(inspector.inspect(PNG.subarray(0, 60)), refusedAs('attachment.damaged', 'broken')),
  ])
  assert.deepEqual([file.mediaType, file.width, file.height], ['image/png', 64, 48])
  assert.equal((await sharp(file.bytes).metadata()).width, 64)
})

test('a process that takes too long is killed, a crash stays its own, and the next file gets a new process', async () => {
  const troubles: Parameters<NonNullable<InspectorOptions['onTrouble']>>[0][] = []
  await using inspector = openInspector({ processes: 1, timeLimitMs: 1500, program: STUCK, onTrouble: (trouble) => troubles.push(trouble) })
  const started = Date.now()
  await Promise.all(['for ever', 'crash'].map((word) => assert.rejects(inspector.inspect(Buffer.from(word)), refusedAs('attachment.damaged', 'too_hard'))))
  assert.ok(Date.now() - started < 6000)
  assert.deepEqual(
    troubles.map(({ why, signal }) => [why, signal]),
    [
      ['timeout', 'SIGKILL'],
      ['crash', 'SIGABRT'],
    ],
  )
})

test('more files than may wait are refused at once, and so is what waits when the server stops', async () => {
  const inspector = openInspector({ processes: 1, maxWaiting: 1, program: STUCK })
  const inHand = assert.rejects(inspector.inspect(PNG), refusedAs('server.busy'))
  const waits = assert.rejects(inspector.inspect(PNG), refusedAs('server.busy'))
  await assert.rejects(inspector.inspect(PNG), refusedAs('server.busy'))
  await inspector[Symbol.asyncDispose]()
  await Promise.all([inHand, waits])
})

test('a process without work ends after a while and is started again for the next file', async () => {
  await using inspector = openInspector({ processes: 1, idleMs: 1 })
  for (let round = 0; round < 3; round += 1) {
    assert.equal((await inspector.inspect(PNG)).width, 64)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
})

test('a process that has grown too large is replaced before the next file', async () => {
  await using inspector = openInspector({ processes: 1, program: new URL('./fixtures/spent-process.ts', import.meta.url) })
  const seen = await Promise.all([1, 2, 3].map(async () => (await inspector.inspect(PNG)).width))
  assert.equal(new Set(seen).size, 3)
})
