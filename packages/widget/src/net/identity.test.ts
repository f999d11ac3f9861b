import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aToken } from '../../testing/fake-data.ts'
import { createIdentity } from './identity.ts'
import { memoryKeep } from './keep.ts'
import { Refusal, Unreachable, type Wire, type WireRequest } from './wire.ts'

function setUp(answer: (request: WireRequest) => Promise<unknown> = () => Promise.resolve({ deviceSecret: 's-1' })) {
  const asked: WireRequest[] = []
  const wire: Wire = async <T>(request: WireRequest) => {
    asked.push(request)
    return (await answer(request)) as T
  }
  let nowMs = Date.now()
  const keep = memoryKeep()
  return { identity: createIdentity({ keep, wire, now: () => nowMs }), asked, keep, later: (ms: number) => void (nowMs += ms) }
}

test('a visitor is made once, when there is something to say, and stays on the device', async () => {
  const { identity, asked, keep } = setUp()
  assert.equal(await identity.token(), null)
  assert.equal(identity.known(), false)
  const tokens = await Promise.all([identity.tokenOrVisitor(), identity.tokenOrVisitor(), identity.tokenOrVisitor()])
  assert.deepEqual(tokens, ['visitor.s-1', 'visitor.s-1', 'visitor.s-1'])
  assert.equal(asked.length, 1)
  assert.equal(keep.read('visitor'), 's-1')
})

test('signing in hands the visitor’s past over once and forgets the secret', async () => {
  const { identity, asked, keep } = setUp()
  await identity.tokenOrVisitor()
  const token = aToken('W-1')
  await identity.identify(() => token)
  assert.equal(identity.hasPast(), true)
  assert.deepEqual(await Promise.all([identity.join(), identity.join()]), [true, true])
  assert.equal(await identity.join(), false)
  assert.equal(identity.hasPast(), false)
  const joins = asked.filter(({ path }) => path === '/join')
  assert.equal(joins.length, 1)
  assert.equal(joins[0]?.token, token)
  assert.deepEqual(joins[0]?.body, { deviceSecret: 's-1' })
  assert.equal(keep.read('visitor'), null)
  assert.equal(identity.owner(), 'customer:W-1')
})

test('when joining does not arrive the secret is kept for the next time; joined already, it is forgotten', async () => {
  for (const [error, kept] of [
    [new Unreachable('x'), 's-1'],
    [new Refusal(503, { code: 'server.busy', message: '' }), 's-1'],
    [new Refusal(409, { code: 'visitor.already_joined', message: '' }), null],
  ] as const) {
    const { identity, keep } = setUp(({ path }) => (path === '/join' ? Promise.reject(error) : Promise.resolve({ deviceSecret: 's-1' })))
    await identity.tokenOrVisitor()
    await identity.identify(() => aToken())
    await identity.join().catch(() => false)
    assert.equal(keep.read('visitor'), kept)
  }
})

test('the page is asked for a token again before the old one runs out, and once for many callers', async () => {
  const { identity, later } = setUp()
  let given = 0
  await identity.identify(async () => {
    given += 1
    return aToken('W-1', 600)
  })
  await Promise.all([identity.token(), identity.token()])
  assert.equal(given, 1)
  later(571_000)
  await Promise.all([identity.token(), identity.token()])
  assert.equal(given, 2)
  await identity.token({ fresh: true })
  assert.equal(given, 3)
})

test('after signing out nobody is known, and a token that comes late is not taken', async () => {
  const { identity } = setUp()
  let give = (_token: string) => {}
  const late = identity.identify(() => new Promise<string>((resolve) => void (give = resolve)))
  await Promise.resolve()
  identity.signOut()
  give(aToken())
  await assert.rejects(late, Unreachable)
  assert.equal(identity.signedIn(), false)
  assert.equal(await identity.token(), null)
})

test('a page that never says its token is not waited for for ever, and is asked again', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const { identity } = setUp()
  let asked = 0
  const token = aToken('W-1')
  const first = identity.identify(() => ((asked += 1) === 1 ? new Promise<string>(() => undefined) : token))
  first.catch(() => undefined)
  await new Promise((resolve) => setImmediate(resolve))
  t.mock.timers.tick(90_000)
  await assert.rejects(Promise.race([first, new Promise((resolve) => setImmediate(resolve))]), Unreachable)
  assert.equal(await identity.token(), token)
  assert.equal(asked, 2)
})
