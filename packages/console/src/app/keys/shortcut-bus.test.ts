import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ShortcutBus } from './shortcut-bus.ts'

test('who came last answers, and the one before when it leaves', () => {
  const bus = new ShortcutBus()
  const answered: string[] = []
  bus.on('search', () => answered.push('page'))
  const leave = bus.on('search', () => answered.push('panel'))
  assert.equal(bus.fire('search'), true)
  leave()
  bus.fire('search')
  assert.deepEqual(answered, ['panel', 'page'])
})

test('a fallback answers last, even when it came last', () => {
  const bus = new ShortcutBus()
  const answered: string[] = []
  bus.on('search', () => answered.push('page'))
  bus.on('search', () => answered.push('frame'), 'fallback')
  bus.fire('search')
  assert.deepEqual(answered, ['page'])
})

test('nobody there is told so', () => {
  assert.equal(new ShortcutBus().fire('take'), false)
})
