import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matchShortcut, SHORTCUTS, type KeyPress } from './shortcuts.ts'

const press = (key: string, over: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  ...over,
})

test('every single key means what the key list says', () => {
  for (const { id, keys } of SHORTCUTS) {
    const [key] = keys
    if (keys.length === 1 && key !== 'Enter' && key !== 'Esc') assert.equal(matchShortcut(press(key), false), id)
  }
})

test('no key has two meanings', () => {
  const all = SHORTCUTS.map(({ keys }) => keys.join('+'))
  assert.equal(new Set(all).size, all.length)
})

test('while somebody types only the command bar answers', () => {
  assert.equal(matchShortcut(press('e'), true), null)
  assert.equal(matchShortcut(press('Escape'), true), null)
  assert.equal(matchShortcut(press('k', { ctrlKey: true }), true), 'commands')
  assert.equal(matchShortcut(press('k', { metaKey: true }), true), 'commands')
})

test('the browser keeps its own combinations', () => {
  for (const over of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }]) assert.equal(matchShortcut(press('r', over), false), null)
  assert.equal(matchShortcut(press('K', { ctrlKey: true, shiftKey: true }), false), null)
})

test('a Chinese input method that is on does not swallow the keys', () => {
  assert.equal(matchShortcut(press('Process', { code: 'KeyJ' }), false), 'next')
  assert.equal(matchShortcut(press('Process', { code: 'Slash', shiftKey: true }), false), 'keys')
  assert.equal(matchShortcut(press('？'), false), 'keys')
  assert.equal(matchShortcut(press('k', { ctrlKey: true, isComposing: true }), true), null)
})
