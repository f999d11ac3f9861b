import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import pino from 'pino'
import { holdMails, type IsHeld } from './claim.ts'

const log = pino({ level: 'silent' })

/** Mails in hand for as long as the test likes. */
function inHand(t: TestContext) {
  t.mock.timers.enable({ apis: ['setInterval'] })
  const world = { nowMs: 1000, renewals: 0, answer: async (): Promise<boolean> => true }
  const end = Promise.withResolvers<void>()
  let isHeld: IsHeld = () => false
  const renew = (): Promise<boolean> => {
    world.renewals += 1
    return world.answer()
  }
  const held = holdMails({ sinceMs: 1000, renew, log, nowMs: () => world.nowMs }, async (given) => {
    isHeld = given
    await end.promise
    return 'done'
  })
  return {
    world,
    isHeld: () => isHeld(),
    async after(seconds: number): Promise<boolean> {
      for (let passed = 0; passed < seconds; passed += 15) {
        world.nowMs += 15_000
        t.mock.timers.tick(15_000)
        await new Promise(setImmediate)
      }
      return isHeld()
    },
    end: () => (end.resolve(), held),
  }
}

test('mails are renewed every 15 seconds while they are worked on, for thirteen minutes at most, and not after', async (t) => {
  const { world, isHeld, after, end } = inHand(t)
  assert.equal(isHeld(), true)
  assert.equal(await after(60), true)
  assert.equal(world.renewals, 4)
  assert.equal(await after(12 * 60), true)
  const renewals = world.renewals
  assert.equal(await after(120), false)
  assert.equal(world.renewals, renewals)
  assert.equal(await end(), 'done')
  await after(60)
  assert.equal(world.renewals, renewals)
})

test('who cannot renew gives them up in good time before others may begin, and has them again once he can', async (t) => {
  const { world, after, end } = inHand(t)
  world.answer = () => Promise.reject(new Error('away'))
  assert.equal(await after(105), true)
  assert.equal(await after(15), false)
  world.answer = async () => true
  assert.equal(await after(15), true)
  await end()
})

test('what somebody else has by now is not had again', async (t) => {
  const { world, after, end } = inHand(t)
  world.answer = async () => false
  assert.equal(await after(15), false)
  world.answer = async () => true
  assert.equal(await after(60), false)
  assert.equal(world.renewals, 1)
  await end()
})
