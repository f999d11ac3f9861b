import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConversationEntry } from '@yingda/protocol/entries/conversation.ts'
import type { StaffEntry } from '@yingda/protocol/entries/views.ts'
import { ConversationId } from '@yingda/protocol/ids.ts'
import { botStateOf } from './bot-state.ts'

const conversationId = ConversationId.parse('0190b6d2-0000-7000-8000-000000000001')
const entry = (seq: number, what: ConversationEntry, text = ''): StaffEntry => ({
  conversationId,
  seq,
  customerSeq: seq,
  at: '2026-11-20T06:32:00.000Z',
  actor: { kind: 'customer', id: 'c' },
  entry: what,
  content: text === '' ? null : { text, attachments: [], redacted: false },
})
const words = (seq: number, text: string) => entry(seq, { type: 'message.posted', data: { clientId: null, attachmentIds: [], answer: null } }, text)

test('back from the line the bot begins afresh: old misses lead to nobody, and only what is asked now is pending', () => {
  const before = [words(1, '转人工'), entry(2, { type: 'answer.rated', data: { helped: false, ofSeq: 1 } })]
  const after = botStateOf([...before, entry(3, { type: 'conversation.returned_to_bot', data: {} }), words(4, '提现要多久')])
  assert.equal(botStateOf(before).misses, 1)
  assert.equal(after.misses, 0)
  assert.deepEqual(
    after.pending.map(({ seq }) => seq),
    [4],
  )
})
