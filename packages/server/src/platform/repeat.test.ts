import assert from 'node:assert/strict'
import { test } from 'node:test'
import { repeatEvery } from './repeat.ts'

const ms = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time))

test('slow work is never under way twice, and stopping waits for it', async () => {
  let atOnce = 0
  let most = 0
  let rounds = 0
  const stop = repeatEvery(
    5,
    async () => {
      most = Math.max(most, (atOnce += 1))
      await ms(30)
      atOnce -= 1
      rounds += 1
    },
    (error) => assert.fail(String(error)),
  )
  await ms(110)
  await stop()
  assert.equal(most, 1)
  assert.equal(atOnce, 0)
  const before = rounds
  await ms(40)
  assert.equal(rounds, before)
})

test('a round that fails is told and followed by the next', async () => {
  const errors: unknown[] = []
  const stop = repeatEvery(
    5,
    () => Promise.reject(new Error('away')),
    (error) => errors.push(error),
  )
  while (errors.length < 2) await ms(5)
  await stop()
})
