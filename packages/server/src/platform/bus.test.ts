import assert from 'node:assert/strict'
import { connect as dial, type Socket } from 'node:net'
import { after, test } from 'node:test'
import { aNatsServer } from '../testing/nats.ts'
import { until } from '../testing/settle.ts'
import { openBus, type Bus, type Hint } from './bus.ts'

const nats = await aNatsServer()
after(() => nats[Symbol.asyncDispose]())

type Node = { bus: Bus; heard: Hint[] } & AsyncDisposable

/** One server's bus, and every hint it heard. */
async function aNode(url: string | undefined = nats.url): Promise<Node> {
  const heard: Hint[] = []
  const bus = await openBus(url)
  bus.subscribe((hint) => heard.push(hint))
  return { bus, heard, [Symbol.asyncDispose]: () => bus.close() }
}

/** Hints may be lost: say it until it has arrived. */
async function reaches(from: Node, to: Node): Promise<void> {
  const staffId = `from ${Math.random()}`
  await until('a hint to arrive', () => {
    from.bus.publish({ kind: 'rights', staffId })
    return to.heard.some((hint) => hint.kind === 'rights' && hint.staffId === staffId)
  })
}

test('a hint reaches this process once and the others through NATS', async () => {
  await using one = await aNode()
  await using two = await aNode()
  await reaches(one, two)
  await reaches(two, one)
  one.heard.length = 0
  two.heard.length = 0
  one.bus.publish({ kind: 'streams', ids: ['a', 'b'] })
  const streams = ({ heard }: Node): Hint[] => heard.filter((hint) => hint.kind === 'streams')
  await until('it to arrive', () => streams(two).length > 0)
  await reaches(one, two)
  assert.deepEqual(streams(two), [{ kind: 'streams', ids: ['a', 'b'] }])
  assert.deepEqual(streams(one), [{ kind: 'streams', ids: ['a', 'b'] }])
})

test('a bus opens while NATS is away, hints itself all the while, and reaches the others once NATS is there', async () => {
  await nats.kill()
  await using one = await aNode()
  await using two = await aNode()
  one.bus.publish({ kind: 'state', conversationId: 'c' })
  assert.deepEqual(one.heard, [{ kind: 'state', conversationId: 'c' }])
  await nats.start()
  await reaches(one, two)
})

test('NATS killed under two nodes costs hints and nothing else; what was said meanwhile does not come late', async () => {
  await using one = await aNode()
  await using two = await aNode()
  await reaches(one, two)
  await nats.kill()
  for (let index = 0; index < 1000; index += 1) one.bus.publish({ kind: 'streams', ids: [`lost ${index}`] })
  await nats.start()
  await reaches(one, two)
  await reaches(two, one)
  assert.equal(two.heard.filter((hint) => hint.kind === 'streams').length, 0)
})

test('what cannot be read is passed over, and the next hint is heard', async () => {
  await using one = await aNode()
  await using two = await aNode()
  await reaches(one, two)
  const stranger = await knock(nats.port)
  for (const words of ['not json', '{"kind":"streams"}', '{"kind":"unheard of"}', '[]'])
    stranger.write(`PUB yingda.hint ${Buffer.byteLength(words)}\r\n${words}\r\n`)
  stranger.write('PING\r\n')
  await new Promise((resolve) => stranger.once('data', resolve))
  await reaches(one, two)
  assert.ok(two.heard.every((hint) => hint.kind === 'rights'))
  stranger.destroy()
})

test('a hint that is too long for NATS fails nobody', async () => {
  await using one = await aNode()
  await using two = await aNode()
  await reaches(one, two)
  const ids = Array.from({ length: 40_000 }, (_, index) => `${index}`.padStart(36, '0'))
  one.bus.publish({ kind: 'streams', ids })
  assert.equal(
    one.heard.some((hint) => hint.kind === 'streams'),
    true,
  )
  await reaches(one, two)
})

async function knock(port: number): Promise<Socket> {
  const socket = dial(port, '127.0.0.1')
  await new Promise((resolve) => socket.once('data', resolve))
  socket.write('CONNECT {"verbose":false}\r\n')
  return socket
}
