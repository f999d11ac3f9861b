import { test } from 'node:test'
import assert from 'node:assert/strict'
import { botStateOf } from './bot-state.ts'
import { decideWarning } from './decide-warning.ts'
import { answers, CUSTOMER, opened, says, saysCode, timeline, type Item } from './testing/timeline.ts'

test('in line for a person it still names what it hid, once, and answers nothing', () => {
  // 'as never': a team nobody looks up needs no branded id
  const queued: Item = {
    actor: CUSTOMER,
    entry: { type: 'conversation.queued', data: { teamId: '0190a000-0000-7000-8000-000000000003' as never, reason: 'asked' } },
  }
  const inLine = [opened, says('my refund'), answers('handover', { answersSeq: 2 }), queued]
  const warning = (...items: Item[]) => decideWarning(botStateOf(timeline(...inLine, ...items)), 'en')
  assert.equal(warning(says('my refund')), null)
  const warned = warning(says('my refund'), saysCode('the code is ••••••'), says('hello?'))
  assert.deepEqual([warned?.secret, warned?.saying.kind, warned?.answersSeq], ['code', 'secret_hidden', 6])
  assert.equal(warning(saysCode('••••••'), answers('acknowledgement', { answersSeq: 5 }), says('hello?')), null)
})
