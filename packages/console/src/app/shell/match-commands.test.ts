import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matchingCommands } from './match-commands.ts'

const commands = [
  { label: '我的会话', detail: '1' },
  { label: 'Open settings', detail: '' },
]

test('nothing typed offers everything, words narrow it in any order and case', () => {
  assert.equal(matchingCommands(commands, ' ').length, 2)
  assert.deepEqual(
    matchingCommands(commands, 'SETTINGS open').map(({ label }) => label),
    ['Open settings'],
  )
  assert.deepEqual(
    matchingCommands(commands, '会话').map(({ label }) => label),
    ['我的会话'],
  )
  assert.deepEqual(matchingCommands(commands, 'nothing'), [])
})
