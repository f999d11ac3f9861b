import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keptFor, readInTurns } from './shared-read.ts'

/** A reading that ends when it is told to. */
function slowReading() {
  const begun: ((result: number) => void)[] = []
  return { begun, read: () => new Promise<number>((resolve) => begun.push(resolve)) }
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('however many ask at once, it is read once', async () => {
  let readings = 0
  const ask = readInTurns(0, () => Promise.resolve((readings += 1)))
  assert.deepEqual(
    await Promise.all(Array.from({ length: 100 }, ask)),
    Array.from({ length: 100 }, () => 1),
  )
  assert.equal(readings, 1)
})

test('whoever asks while it is read gets the next reading, which he shares with all who asked meanwhile', async () => {
  const { begun, read } = slowReading()
  const ask = readInTurns(0, read)
  const first = ask()
  await settled()
  const later = [ask(), ask(), ask()]
  await settled()
  assert.equal(begun.length, 1, 'one at a time')
  begun[0]?.(1)
  assert.equal(await first, 1)
  await settled()
  assert.equal(begun.length, 2)
  begun[1]?.(2)
  assert.deepEqual(await Promise.all(later), [2, 2, 2])
})

test('between two readings the gap passes', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  t.mock.method(performance, 'now', () => 1000)
  let readings = 0
  const ask = readInTurns(500, () => Promise.resolve((readings += 1)))
  await ask()
  const second = ask()
  await settled()
  t.mock.timers.tick(499)
  await settled()
  assert.equal(readings, 1)
  t.mock.timers.tick(1)
  assert.equal(await second, 2)
})

test('a failed reading fails for those who asked for it, and for nobody after them', async () => {
  let readings = 0
  const reads = async (): Promise<number> => {
    readings += 1
    if (readings === 1) throw new Error('the database is away')
    return readings
  }
  const ask = readInTurns(0, reads)
  await assert.rejects(ask())
  assert.equal(await ask(), 2)
  readings = 0
  const kept = keptFor(1000, reads)
  await assert.rejects(kept())
  await settled()
  assert.deepEqual([await kept(), await kept()], [2, 2])
})
