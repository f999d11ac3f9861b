import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { knownReaction } from './alarm-text.ts'

test('whatever may be stuck is named in words: every reaction that the program has', () => {
  const written = readFileSync(new URL('../../../../../docs/entries.md', import.meta.url), 'utf8')
  const [, table = ''] = written.split('## Reactions')
  const groups = [...table.matchAll(/^\| ([a-z_]+) \|/gm)].map(([, group = '']) => group)
  assert.ok(groups.length > 10)
  assert.deepEqual(
    groups.filter((group) => knownReaction(group) === null),
    [],
  )
})
