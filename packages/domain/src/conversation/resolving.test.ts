import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ConversationEntry } from '@yingda/protocol/entries/conversation.ts'
import { ConversationId } from '@yingda/protocol/ids.ts'
import { followOwed } from './owed.ts'
import { changeClock, isResolving, piecesUntil, type Piece, type ResolvingClock } from './resolving.ts'
import type { Happened } from './state.ts'
import { aState, holder, teamId, uuid } from './testing/a-state.ts'

const minute = (at: number): string => new Date(at * 60_000).toISOString()
const piece = (from: number, until: number): Piece => ({ from: minute(from), until: minute(until) })
const agent = { kind: 'agent' as const, id: holder, name: '林晓' }
const customer = { kind: 'customer' as const, id: uuid(20) }
const said: ConversationEntry = { type: 'message.posted', data: { clientId: null, attachmentIds: [], answer: null } }
const queued: ConversationEntry = { type: 'conversation.queued', data: { teamId, reason: 'asked' } }
const assigned: ConversationEntry = { type: 'conversation.assigned', data: { agentId: holder, agentName: '林晓', teamId, how: 'routed' } }
const awaiting: ConversationEntry = { type: 'conversation.awaiting_customer', data: {} }
const resolved: ConversationEntry = { type: 'conversation.resolved', data: { outcome: 'answered' } }
const reopened: ConversationEntry = { type: 'conversation.reopened', data: { why: 'customer' } }
const back: ConversationEntry = { type: 'conversation.returned_to_bot', data: {} }

type Step = readonly [at: number, entry: ConversationEntry, actor?: Happened['actor']]
/** The clock after these, from a conversation that the bot has. */
function clockAfter(...steps: readonly Step[]): ResolvingClock | null {
  const happened = steps.map(([at, entry, actor = agent]): Happened => ({ at: minute(at), entry, actor }))
  const { resolving } = followOwed(aState({ status: 'bot', assigneeId: null, agentName: null, teamId: null }), happened)
  return resolving.reduce(changeClock, null)
}
const outline = (clock: ResolvingClock | null) =>
  clock === null ? null : [clock.pieces, clock.runningSince, clock.ended === null ? null : [clock.ended.at, clock.ended.how]]

test('it runs from the first request for a person, stands still while it is the customer’s turn, and ends when it is resolved', () => {
  assert.equal(clockAfter([1, said, customer]), null)
  const steps: Step[] = [
    [2, queued],
    [5, assigned],
    [9, awaiting],
    [20, said, customer],
    [30, resolved],
  ]
  assert.deepEqual(outline(clockAfter(...steps.slice(0, 2))), [[], minute(2), null])
  assert.deepEqual(outline(clockAfter(...steps.slice(0, 3))), [[piece(2, 9)], null, null])
  assert.deepEqual(outline(clockAfter(...steps.slice(0, 4))), [[piece(2, 9)], minute(20), null])
  assert.deepEqual(outline(clockAfter(...steps)), [[piece(2, 9), piece(20, 30)], null, [minute(30), 'resolved']])
})

test('what the customer ends is withdrawn, and goes on when he comes back', () => {
  assert.deepEqual(outline(clockAfter([2, queued], [3, assigned], [6, resolved, customer])), [[piece(2, 6)], null, [minute(6), 'withdrawn']])
  assert.deepEqual(outline(clockAfter([2, queued], [3, assigned], [6, resolved, customer], [9, reopened, customer])), [[piece(2, 6)], minute(9), null])
})

test('setting it aside and passing it on do not stop it', () => {
  const until = '2026-11-24T00:00:00.000Z'
  const clock = clockAfter(
    [2, queued],
    [3, assigned],
    [4, { type: 'conversation.snoozed', data: { until } }],
    [8, { type: 'conversation.woken', data: { why: 'time' } }],
    [9, { type: 'conversation.transferred', data: { teamId, fromTeamId: teamId, toAgentId: null, toAgentName: null, fromAgentId: holder } }],
  )
  assert.deepEqual(outline(clock), [[], minute(2), null])
})

test('reopened it goes on where it stood; given back to the bot and asked for again it begins anew', () => {
  assert.deepEqual(outline(clockAfter([2, queued], [3, assigned], [6, resolved], [50, reopened])), [[piece(2, 6)], minute(50), null])
  assert.deepEqual(outline(clockAfter([2, queued], [6, back, customer])), [[piece(2, 6)], null, [minute(6), 'returned_to_bot']])
  const again = clockAfter([2, queued], [6, back, customer], [40, queued])
  assert.deepEqual([outline(again), again?.startedAt], [[[], minute(40), null], minute(40)])
})

test('stopped and going on at one instant leaves one piece, and nothing of no length', () => {
  assert.deepEqual(outline(clockAfter([2, queued], [3, assigned], [5, awaiting], [5, said, customer], [9, awaiting])), [[piece(2, 9)], null, null])
  assert.deepEqual(outline(clockAfter([2, queued], [2, resolved])), [[], null, [minute(2), 'resolved']])
})

test('what is merged brings its time along, counted once', () => {
  const merged = (...pieces: Piece[]): ConversationEntry => ({
    type: 'conversation.merged_from',
    data: { sourceId: ConversationId.parse(uuid(77)), resolving: pieces },
  })
  const into = (...before: readonly Step[]) => clockAfter(...before, [30, merged(piece(1, 4), piece(10, 30))])
  assert.deepEqual(outline(into([12, queued])), [[piece(1, 4)], minute(10), null])
  assert.deepEqual(outline(into([2, queued], [3, assigned], [6, awaiting])), [[piece(1, 6), piece(10, 30)], null, null])
  const withBot = clockAfter([30, merged(piece(10, 30))], [30, queued])
  assert.deepEqual([outline(withBot), withBot?.startedAt], [[[], minute(10), null], minute(10)])
})

test('whatever happens, the pieces stand in order and apart, and the clock runs exactly while it is people’s turn', () => {
  const steps = fc.array(fc.tuple(fc.nat(3), fc.constantFrom(queued, assigned, awaiting, resolved, reopened, back, said)), { maxLength: 30 })
  fc.assert(
    fc.property(steps, (made) => {
      let at = 0
      const happened = made.map(([later, entry]): Happened => ({ at: minute((at += later)), entry, actor: entry === said ? customer : agent }))
      const { state, resolving } = followOwed(aState({ status: 'bot', assigneeId: null, agentName: null }), happened)
      const clock = resolving.reduce(changeClock, null)
      assert.equal(clock?.runningSince != null, isResolving(state))
      if (clock === null) return
      const pieces = piecesUntil(clock, minute(at + 1))
      assert.ok(
        pieces.every(({ from, until }, index) => from < until && (index === 0 || (pieces[index - 1]?.until ?? '') < from)),
        JSON.stringify(pieces),
      )
      assert.ok(pieces.every(({ from }) => from >= clock.startedAt))
      assert.ok(clock.ended === null || clock.runningSince === null)
    }),
  )
})
