import assert from 'node:assert/strict'
import { test } from 'node:test'
import { UndeliveredAnswer } from '@yingda/protocol/http/delivery.ts'
import { byConversation, whyNot } from './by-conversation.ts'

const one = '0199c1a2-5d9c-7c11-8f0e-3a5f0a4f2b6d'
const other = '0199c1a2-5d9c-7c11-8f0e-3a5f0a4f2b6e'
const answer = (conversationId: string, seq: number, reason = 'no_address') =>
  UndeliveredAnswer.parse({
    conversationId,
    seq,
    reference: 'C-10001',
    title: null,
    customer: { name: null, signedIn: false, hasAddress: false },
    from: { kind: 'bot', name: '小禾' },
    postedAt: '2026-11-21T10:04:05.678Z',
    reason,
    attempts: 1,
    nextAttemptAt: null,
  })

test('what of one conversation reached nobody is one line, wherever its answers stand on the list', () => {
  const groups = byConversation([answer(one, 3), answer(other, 2), answer(one, 7)])
  assert.deepEqual(
    groups.map(({ first, answers }) => [first.conversationId, answers.map(({ seq }) => seq)]),
    [
      [one, [3, 7]],
      [other, [2]],
    ],
  )
})

test('each reason is named once', () => {
  const [group] = byConversation([answer(one, 3), answer(one, 5, 'mail_put_off'), answer(one, 7)])
  assert.deepEqual(group && whyNot(group).map(({ reason, seq }) => [reason, seq]), [
    ['no_address', 7],
    ['mail_put_off', 5],
  ])
})
