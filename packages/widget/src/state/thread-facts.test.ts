import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CustomerView } from '@yingda/protocol/entries/views.ts'
import { add, aConversation } from '../../testing/fake-data.ts'
import { threadFacts } from './thread-facts.ts'
import { emptyThread, takeEntries, type Thread } from './thread.ts'

function threadOf(...views: CustomerView[]): Thread {
  const conversation = aConversation()
  for (const view of views) add(conversation, view)
  return takeEntries(emptyThread('c'), conversation.entries).thread
}

test('who answers follows from what happened', () => {
  const opened: CustomerView = { kind: 'opened', questionType: 'refund', previousConversationId: null }
  const cases: [views: CustomerView[], mode: string, agent: string | null][] = [
    [[opened], 'bot', null],
    [[opened, { kind: 'queued' }], 'waiting', null],
    [[opened, { kind: 'queued' }, { kind: 'returned_to_bot' }], 'bot', null],
    [[opened, { kind: 'queued' }, { kind: 'joined_by', name: '林晓' }], 'with_agent', '林晓'],
    [
      [
        { kind: 'joined_by', name: '林晓' },
        { kind: 'passed_on', name: null },
      ],
      'waiting',
      null,
    ],
    [
      [
        { kind: 'joined_by', name: '林晓' },
        { kind: 'passed_on', name: '周宁' },
      ],
      'with_agent',
      '周宁',
    ],
    [
      [
        { kind: 'joined_by', name: '林晓' },
        { kind: 'resolved', by: 'agent', name: '林晓' },
      ],
      'ended',
      '林晓',
    ],
    [[{ kind: 'joined_by', name: '林晓' }, { kind: 'resolved', by: 'agent', name: '林晓' }, { kind: 'reopened' }], 'with_agent', '林晓'],
    [[{ kind: 'resolved', by: 'system', name: null }, { kind: 'closed' }], 'closed', null],
  ]
  for (const [views, mode, agent] of cases) {
    const facts = threadFacts(threadOf(...views))
    assert.equal(facts.mode, mode, views.map(({ kind }) => kind).join(' '))
    assert.equal(facts.agentName, agent)
  }
})

test('the summary decides only when it is as new as the last turn', () => {
  const thread = threadOf({ kind: 'queued' }, { kind: 'joined_by', name: '林晓' })
  const old = { ...thread, summary: aConversation({ state: 'waiting', lastSeq: 1 }).summary }
  const fresh = { ...thread, summary: aConversation({ state: 'bot', lastSeq: 2 }).summary }
  assert.equal(threadFacts(old).mode, 'with_agent')
  assert.equal(threadFacts(fresh).mode, 'bot')
})
