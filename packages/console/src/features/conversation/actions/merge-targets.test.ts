import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mergeTargets } from './merge-targets.ts'

const here = { id: 'here', status: 'assigned', restricted: false } as const
const others = [
  { id: 'bot', status: 'bot', restricted: false },
  { id: 'snoozed', status: 'snoozed', restricted: true },
  { id: 'resolved', status: 'resolved', restricted: false },
  { id: 'closed', status: 'closed', restricted: false },
] as const
const named = (row: Parameters<typeof mergeTargets>[0]) => mergeTargets(row, [here, ...others]).map(({ id }) => id)

test('a conversation goes into another that goes on: never into itself, nor into what has ended', () => {
  assert.deepEqual(named(here), ['bot', 'snoozed'])
})

test('what few may see goes only where few may see it', () => {
  assert.deepEqual(named({ ...here, restricted: true }), ['snoozed'])
})
