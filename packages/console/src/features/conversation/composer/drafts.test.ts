import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryStorage } from '../../../app/storage.ts'
import { Drafts, emptyDraft } from './drafts.ts'

test('a draft comes back as it was left, for its own conversation and person only', () => {
  const storage = memoryStorage()
  const mine = new Drafts(storage, 'me')
  mine.write('c1', { ...emptyDraft, reply: '您好，', tab: 'reply' }, 5)
  assert.equal(mine.read('c1').reply, '您好，')
  assert.equal(mine.read('c2').reply, '')
  assert.equal(new Drafts(storage, 'somebody').read('c1').reply, '')
})

test('an emptied draft is forgotten', () => {
  const storage = memoryStorage()
  const drafts = new Drafts(storage, 'me')
  drafts.write('c1', { ...emptyDraft, note: 'look at this' })
  assert.equal(drafts.has('c1'), true)
  drafts.write('c1', { ...emptyDraft, reply: '  ' })
  assert.equal(drafts.has('c1'), false)
  assert.deepEqual(storage.keys(), [])
})

test('drafts older than a month and beyond a hundred go, the newest stay', () => {
  const storage = memoryStorage()
  const drafts = new Drafts(storage, 'me')
  const now = Date.UTC(2026, 10, 20)
  drafts.write('old', { ...emptyDraft, reply: 'x' }, now - 31 * 86_400_000)
  for (let index = 0; index < 120; index += 1) drafts.write(`c${index}`, { ...emptyDraft, reply: 'x' }, now - index)
  drafts.prune(now)
  assert.equal(storage.keys().length, 100)
  assert.equal(drafts.has('c0'), true)
  assert.equal(drafts.has('c119'), false)
  assert.equal(drafts.has('old'), false)
})

test('a broken draft is no draft', () => {
  const storage = memoryStorage()
  storage.set('yingda.draft.me.c1', '{')
  assert.deepEqual(new Drafts(storage, 'me').read('c1'), emptyDraft)
})
