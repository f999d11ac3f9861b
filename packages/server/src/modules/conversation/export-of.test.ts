import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StaffEntry } from '@yingda/protocol/entries/views.ts'
import { exportOf } from './export-of.ts'

const entry = (seq: number, type: string) => ({ seq, entry: { type, data: {} } }) as unknown as StaffEntry // nothing else of it is looked at

async function exported(pages: readonly StaffEntry[][], may?: (entry: StaffEntry) => boolean) {
  async function* inTurn() {
    yield* pages
  }
  let text = ''
  for await (const part of exportOf('C-1', inTurn(), may)) text += part
  return JSON.parse(text) as { reference: string; entries: StaffEntry[] }
}

test('every entry goes out in order, however the pages fall', async () => {
  const pages = [[entry(1, 'conversation.opened'), entry(2, 'message.posted')], [entry(3, 'conversation.resolved')]]
  assert.deepEqual(await exported(pages), { reference: 'C-1', entries: pages.flat() })
  assert.deepEqual(await exported([]), { reference: 'C-1', entries: [] })
})

test('what may not go out is left out, also where it is all of a page, and the document stands', async () => {
  const pages = [[entry(1, 'conversation.care_changed')], [entry(2, 'message.posted'), entry(3, 'conversation.care_changed')], [entry(4, 'note.added')]]
  const may = ({ entry: { type } }: StaffEntry): boolean => type !== 'conversation.care_changed'
  assert.deepEqual(
    (await exported(pages, may)).entries.map(({ seq }) => seq),
    [2, 4],
  )
})
