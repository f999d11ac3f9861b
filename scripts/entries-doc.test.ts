import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { ConversationEntry } from '@yingda/protocol/entries/conversation.ts'
import { CalendarStreamEntry } from '@yingda/protocol/entries/calendar.ts'
import { IncidentStreamEntry } from '@yingda/protocol/entries/incident.ts'
import { PromiseStreamEntry } from '@yingda/protocol/entries/promise.ts'
import { StaffStreamEntry, TeamStreamEntry } from '@yingda/protocol/entries/staff.ts'
import { recordersIn } from './docs/recorders.ts'
import { ENTRIES_FILE, entriesMarkdown, REACTIONS, recordersOfSource } from './entries-doc.ts'

test('docs/entries.md is what the code says; else run: node scripts/node24.mjs scripts/entries-doc.ts', () => {
  assert.equal(readFileSync(ENTRIES_FILE, 'utf8'), entriesMarkdown())
})

test('the reactions of the document are those that app.ts lists', () => {
  const app = readFileSync(new URL('../packages/server/src/app.ts', import.meta.url), 'utf8')
  const listed = /const reactions: Reaction\[\] = ([\s\S]*?)\n {2}groupsFor/.exec(app)?.[1] ?? ''
  const names = Array.from(listed.matchAll(/(\w+Reaction)\(|(\w+\.reaction)\b/g), ([, made, held]) => made ?? held)
  assert.deepEqual(names, Object.keys(REACTIONS))
})

test('every entry of the contract has somebody who records it', () => {
  const recorders = recordersOfSource()
  const types = [
    ...ConversationEntry.options,
    ...StaffStreamEntry.options,
    ...TeamStreamEntry.options,
    ...CalendarStreamEntry.options,
    ...PromiseStreamEntry.options,
    ...IncidentStreamEntry.options,
  ].flatMap((option) => [...option.shape.type.values])
  assert.deepEqual(
    types.filter((type) => !recorders.has(type)),
    [],
  )
})

test('a recorder is the function around the place where the entry is made', () => {
  const source =
    "export function decideThing(): void {\n  return { entries: [{ type: 'thing.done', data: {} }] }\n}\nfunction other() { if (entry.type === 'thing.seen') return x as Extract<Thing, { type: 'thing.cut' }> }"
  assert.deepEqual([...recordersIn(['a.ts', 'a.test.ts'], () => source)], [['thing.done', ['decideThing']]])
})
