import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import type { StatusSnapshot } from '@yingda/protocol/http/status.ts'
import { fixedClock } from '../../../testing/fixed-clock.ts'
import type { Pages } from '../../../platform/storage/pages.ts'
import { openBoard } from './board.ts'

const NOW = '2026-11-20T06:32:00.000Z'
const copy: StatusSnapshot = {
  version: 1,
  at: NOW,
  brand: { 'zh-CN': '云禾钱包', en: 'Yunhe Wallet' },
  timeZone: 'Asia/Shanghai',
  components: [],
  waits: [],
  incidents: [],
  contacts: [],
  quality: { at: NOW, months: [], days: [] },
}

test('whatever becomes of the copy on the storage, the one that was read last stands', async (t) => {
  let onStorage: () => Promise<string | null> = () => Promise.resolve(null)
  const notHere = (): Promise<never> => Promise.reject(new Error('only read here'))
  const pages: Pages = { put: notHere, get: () => onStorage(), remove: notHere }
  const board = openBoard({ pages, log: pino({ level: 'silent' }), clock: fixedClock(NOW), isDatabaseThere: null })
  t.after(() => board.stop())
  await board.look()
  assert.equal(board.shown(), null)
  onStorage = () => Promise.resolve(JSON.stringify(copy))
  await board.look()
  assert.deepEqual(board.shown()?.snapshot, copy)
  for (const [what, now] of [
    ['it is gone', () => Promise.resolve(null)],
    ['half of it is there', () => Promise.resolve('{"version":')],
    ['it is of another release', () => Promise.resolve('{"version":2}')],
    ['the storage is away', () => Promise.reject(new Error('away'))],
  ] as const) {
    onStorage = now
    await board.look()
    assert.deepEqual(board.shown()?.snapshot, copy, what)
  }
})
