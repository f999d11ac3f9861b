import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StaffEntry } from '@yingda/protocol/entries/views.ts'
import type { ClientId, StaffId } from '@yingda/protocol/ids.ts'
import { asStaffId, asTeamId } from '../../../app/ids.ts'
import { aMessage, anEntry } from '../../../testing/entries.ts'
import type { Outgoing } from '../composer/outbox.ts'
import { countWrittenByOthers, marksOf, threadItems } from './thread-items.ts'

/** A test's own text stands for an id. */
const asClientId = (id: string) => id as ClientId
const agent = { kind: 'agent' as const, id: 'me', name: '林晓' }
const customer = (delivered: number, read: number) => ({ delivered, read, typing: false, online: true })
const outgoing = (clientId: string): Outgoing => ({
  clientId,
  conversationId: 'c',
  kind: 'message',
  text: 'x',
  attachments: [],
  mentions: [],
  afterwards: 'nothing',
  writtenAt: '',
  state: 'waiting',
  why: null,
})

test('a day begins with its line, and messages of one sender share a head', () => {
  const items = threadItems([aMessage(1), aMessage(2), aMessage(3, { actor: agent }), aMessage(4, { at: '2026-11-22T06:00:00.000Z', actor: agent })], [], null)
  assert.deepEqual(
    items.map((item) => (item.kind === 'message' ? `${item.key}${item.head ? '*' : ''}` : item.kind)),
    ['day', 'entry-1*', 'entry-2', 'entry-3*', 'day', 'entry-4*'],
  )
})

test('an event or a pause between two messages gives the second its own head', () => {
  const items = threadItems([aMessage(1), anEntry(2, { type: 'conversation.awaiting_customer', data: {} }), aMessage(3), aMessage(9)], [], null)
  assert.deepEqual(
    items.flatMap((item) => (item.kind === 'message' ? [item.head] : [])),
    [true, true, true],
  )
})

test('a conversation that is passed on to a colleague says so on one line; one that is then given to somebody else on two', () => {
  const [to, other] = [asStaffId('0190b6d2-0000-7000-8000-000000000011'), asStaffId('0190b6d2-0000-7000-8000-000000000012')]
  const team = asTeamId('0190b6d2-0000-7000-8000-000000000013')
  const passed = anEntry(
    1,
    { type: 'conversation.transferred', data: { teamId: team, fromTeamId: team, toAgentId: to, toAgentName: '王芳', fromAgentId: null } },
    { actor: agent },
  )
  const given = (agentId: StaffId) => anEntry(2, { type: 'conversation.assigned', data: { agentId, agentName: '王芳', teamId: team, how: 'given' } })
  const lines = (...entries: StaffEntry[]) => threadItems(entries, [], null).flatMap(({ kind, key }) => (kind === 'event' ? [key] : []))
  assert.deepEqual(lines(passed, given(to), aMessage(3)), ['entry-1'])
  assert.deepEqual(lines(passed, given(other)), ['entry-1', 'entry-2'])
  assert.deepEqual(lines(given(to)), ['entry-2'], 'by itself it is said')
})

test('only what others wrote counts as new, not what merely happened nor the own words', () => {
  const note = anEntry(4, { type: 'note.added', data: { mentions: [] } }, { actor: { ...agent, id: 'other' } })
  const entries = [aMessage(1), aMessage(2), anEntry(3, { type: 'conversation.awaiting_customer', data: {} }), note, aMessage(5, { actor: agent })]
  assert.deepEqual(
    [0, 1, 3, 4].map((after) => countWrittenByOthers(entries, after, 'me')),
    [3, 2, 1, 0],
  )
})

test('what is not sent yet stands last, and never beside its own entry', () => {
  const items = threadItems([aMessage(1, { actor: agent, clientId: 'arrived' })], [outgoing('arrived'), outgoing('waiting')], null)
  assert.deepEqual(
    items.filter((item) => item.kind === 'outgoing').map((item) => item.key),
    ['waiting'],
  )
})

test('a note that has arrived is not shown as waiting as well, told by its id alone: the same words under another are another note', () => {
  const note = (clientId: string) =>
    anEntry(
      1,
      { type: 'note.added', data: { mentions: [], clientId: asClientId(clientId) } },
      { actor: agent, content: { text: 'x', attachments: [], redacted: false } },
    )
  const kinds = (clientId: string) => threadItems([note(clientId)], [{ ...outgoing('n'), kind: 'note' }], null).map((item) => item.kind)
  assert.deepEqual(kinds('n'), ['day', 'note'])
  assert.deepEqual(kinds('another'), ['day', 'note', 'outgoing'])
})

test('the newest message says how far it came, the newest read one that it was read', () => {
  const entries = [1, 2, 3].map((seq) => aMessage(seq, { actor: agent }))
  assert.deepEqual(
    [...marksOf(entries, customer(2, 1))],
    [
      [3, 'sent'],
      [1, 'read'],
    ],
  )
  assert.deepEqual(
    [...marksOf(entries, customer(3, 2))],
    [
      [3, 'delivered'],
      [2, 'read'],
    ],
  )
  assert.deepEqual([...marksOf(entries, customer(3, 3))], [[3, 'read']])
})

test('a message that reached nobody says so, and one that went out by e-mail, until the customer has it after all', () => {
  const entries = [
    ...[1, 2, 3].map((seq) => aMessage(seq, { actor: agent })),
    anEntry(4, { type: 'message.undelivered', data: { ofSeqs: [1, 2], reason: 'mail_server_away' } }),
    anEntry(5, { type: 'message.mailed', data: { ofSeqs: [2] } }),
  ]
  const marks = (state: ReturnType<typeof customer> | null) => Object.fromEntries(marksOf(entries, state))
  assert.deepEqual(marks(null), { 1: 'undelivered', 2: 'mailed' })
  assert.deepEqual(marks(customer(0, 0)), { 1: 'undelivered', 2: 'mailed', 3: 'sent' })
  assert.deepEqual(marks(customer(2, 1)), { 1: 'read', 2: 'mailed', 3: 'sent' })
  assert.deepEqual(marks(customer(3, 3)), { 3: 'read' })
})

test("nothing is claimed while the customer's marks are unknown, or about others' words", () => {
  assert.equal(marksOf([aMessage(1, { actor: agent })], null).size, 0)
  assert.equal(marksOf([aMessage(1)], customer(1, 1)).size, 0)
})

test("looking at the wallet several times in a row is one line, another person's look its own", () => {
  const look = (seq: number, id: string) =>
    anEntry(seq, { type: 'wallet.looked_up', data: { operation: 'overview', subject: null, result: 'ok' } }, { actor: { kind: 'agent', id, name: id } })
  const items = threadItems([look(1, 'me'), look(2, 'me'), look(3, 'he'), aMessage(4), look(5, 'he')], [], null)
  assert.deepEqual(
    items.map((item) => item.key),
    ['day-1', 'entry-2', 'entry-3', 'entry-4', 'entry-5'],
  )
})
