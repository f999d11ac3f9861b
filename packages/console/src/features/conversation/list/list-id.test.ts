import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SavedView } from '@yingda/protocol/http/staff.ts'
import { formatListId, isChanged, parseListId, queryOfList, widened } from './list-id.ts'

test('a list keeps its name through the address bar', () => {
  for (const text of ['desk', 'waiting', 'mentions', 'snoozed', 'all', 'team-7', 'view-9', 'search']) assert.equal(formatListId(parseListId(text)), text)
})

test('an unknown name is the desk', () => {
  assert.deepEqual(parseListId('nonsense'), { kind: 'fixed', list: 'desk' })
})

test('a queue is what waits in its team', () => {
  assert.deepEqual(queryOfList(parseListId('team-7'), { language: 'en' }, []), { view: 'waiting', team: '7', language: 'en' })
})

test('a saved view asks its own query, never its cursor, and waits until it is known', () => {
  const saved = [{ id: '9', name: 'x', query: { view: 'all', status: 'any', limit: 50, cursor: 'abc' } }] as unknown as SavedView[] // ids are brands
  assert.deepEqual(queryOfList(parseListId('view-9'), {}, saved), { view: 'all', status: 'any' })
  assert.equal(queryOfList(parseListId('view-9'), {}, undefined), null)
})

test('closed conversations of a queue are found in everything of the team', () => {
  assert.equal(widened({ view: 'waiting', status: 'closed' }).view, 'all')
  assert.equal(widened({ view: 'waiting', status: 'open' }).view, 'waiting')
})

test('a saved view is narrowed further or widened, which makes it another; what it was saved with does not', () => {
  const saved = [{ id: '9', name: 'x', query: { view: 'all', status: 'open', limit: 50, questionType: 'refund' } }] as unknown as SavedView[] // ids are brands
  const view = parseListId('view-9')
  assert.equal(queryOfList(view, { questionType: undefined }, saved)?.questionType, undefined)
  assert.equal(isChanged(view, { questionType: undefined }, saved), true)
  assert.equal(isChanged(view, { language: 'en' }, saved), true)
  assert.equal(isChanged(view, { questionType: 'refund' }, saved), false)
  assert.equal(isChanged(view, {}, saved), false)
  assert.equal(isChanged(parseListId('all'), { language: 'en' }, saved), true)
  assert.equal(isChanged(parseListId('all'), { language: undefined }, saved), false)
})
