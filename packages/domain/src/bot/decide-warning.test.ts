import { test } from 'node:test'
import assert from 'node:assert/strict'
import { botStateOf } from './bot-state.ts'
import { decideWarning } from './decide-warning.ts'
import { searchOnly } from './search-only.ts'
import { answers, CUSTOMER, opened, says, saysCode, timeline, type Item } from './testing/timeline.ts'

test('in line for a person it still names what it hid, once, and answers nothing', () => {
  // 'as never': a team nobody looks up needs no branded id
  const queued: Item = {
    actor: CUSTOMER,
    entry: { type: 'conversation.queued', data: { teamId: '0190a000-0000-7000-8000-000000000003' as never, reason: 'asked' } },
  }
  const inLine = [opened, says('my refund'), answers('handover', { answersSeq: 2 }), queued]
  const known = { language: 'en', urgent: false } as const
  const nothing = searchOnly(() => [])
  const warning = (...items: Item[]) => decideWarning(botStateOf(timeline(...inLine, ...items)), known, nothing)
  assert.equal(warning(says('my refund')), null)
  const warned = warning(says('my refund'), saysCode('the code is ••••••'), says('hello?'))
  assert.deepEqual([warned?.secret, warned?.saying.kind, warned?.answersSeq], ['code', 'secret_hidden', 6])
  assert.equal(warning(saysCode('••••••'), answers('acknowledgement', { answersSeq: 5 }), says('hello?')), null)
  const danger = [says('someone stole my account'), saysCode('the code is ••••••')]
  const told = warning(...danger)
  assert.deepEqual([told?.urgent, told?.secret, told?.saying.kind, told?.answersSeq], [true, 'code', 'handover', 6])
  assert.equal(warning(says('someone stole my account, i want a human'))?.urgent, true)
  const again = decideWarning(botStateOf(timeline(...inLine, ...danger)), { ...known, urgent: true }, nothing)
  assert.deepEqual([again?.urgent, again?.saying.kind], [false, 'secret_hidden'], 'known to be urgent')
})
