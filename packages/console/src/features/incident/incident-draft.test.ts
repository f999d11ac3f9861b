import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyDraft, instantOf, openingOf, planOf } from './incident-draft.ts'

const full = { ...emptyDraft(), titleZh: ' 慢 ', titleEn: 'Slow', textZh: '正在查', textEn: 'Looking', components: ['chat'] }

test('an incident can be told once it has a title, words in both languages, and something that it disturbs', () => {
  assert.equal(openingOf(full)?.titleZh, '慢')
  for (const missing of [{ titleEn: ' ' }, { textZh: '' }, { components: [] }]) assert.equal(openingOf({ ...full, ...missing }), null)
})

test('planned work needs a beginning and an end after it', () => {
  const from = '2026-11-20T02:00'
  assert.equal(planOf({ ...full, from, until: '' }), null)
  assert.equal(planOf({ ...full, from, until: from }), null)
  assert.deepEqual(planOf({ ...full, from, until: '2026-11-20T04:00' })?.endsAt, new Date('2026-11-20T04:00').toISOString())
  assert.equal(instantOf('yesterday'), null)
})
