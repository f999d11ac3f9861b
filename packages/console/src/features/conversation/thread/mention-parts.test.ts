import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mentionParts } from './mention-parts.ts'

test('a mentioned name stands out, everything else is plain text', () => {
  assert.deepEqual(mentionParts('请 @林晓 看一下', ['林晓']), [
    { text: '请 ', mention: false },
    { text: '@林晓', mention: true },
    { text: ' 看一下', mention: false },
  ])
})

test('a longer name wins over a shorter one it begins with', () => {
  assert.deepEqual(
    mentionParts('@林晓月', ['林晓', '林晓月']).map((part) => part.text),
    ['@林晓月'],
  )
})

test('an @ before somebody not mentioned is only text', () => {
  assert.deepEqual(mentionParts('a@b', ['何佳']), [{ text: 'a@b', mention: false }])
})
