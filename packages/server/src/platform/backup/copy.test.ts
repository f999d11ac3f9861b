import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eachAtOnce } from './copy.ts'

test('after a failure nothing more is begun, and it is told when nothing is under way', async () => {
  const begun: number[] = []
  let underWay = 0
  const work = async (item: number): Promise<void> => {
    begun.push(item)
    underWay += 1
    await new Promise(setImmediate)
    underWay -= 1
    if (item === 3) throw new Error('no room')
  }
  const items = Array.from({ length: 100 }, (_, index) => index)
  await assert.rejects(eachAtOnce(items, work), /no room/)
  const atThatTime = begun.length
  assert.equal(underWay, 0)
  assert.ok(atThatTime < 20, `${atThatTime} were begun`)
  await new Promise(setImmediate)
  assert.equal(begun.length, atThatTime)

  const done = new Set<number>()
  await eachAtOnce(items, async (item) => void done.add(item))
  assert.equal(done.size, 100)
})
