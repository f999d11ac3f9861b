import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ConversationEntry } from '@yingda/protocol/entries/conversation.ts'
import { ConversationId } from '@yingda/protocol/ids.ts'
import { ALWAYS_OPEN } from '../sla/business-time.ts'
import { changeClock, type ResolutionClock } from '../sla/resolution.ts'
import { followOwed } from './owed.ts'
import { isResolving } from './resolving.ts'
import type { Happened } from './state.ts'
import { aState, holder, teamId, uuid } from './testing/a-state.ts'

const at = (minute: number): string => new Date(minute * 60_000).toISOString()
const agent = { kind: 'agent' as const, id: holder, name: '林晓' }
const customer = { kind: 'customer' as const, id: uuid(20) }
const said: ConversationEntry = { type: 'message.posted', data: { clientId: null, attachmentIds: [], answer: null } }
const queued: ConversationEntry = { type: 'conversation.queued', data: { teamId, reason: 'asked' } }
const assigned: ConversationEntry = { type: 'conversation.assigned', data: { agentId: holder, agentName: '林晓', teamId, how: 'routed' } }
const awaiting: ConversationEntry = { type: 'conversation.awaiting_customer', data: {} }
const resolved: ConversationEntry = { type: 'conversation.resolved', data: { outcome: 'answered' } }
const reopened: ConversationEntry = { type: 'conversation.reopened', data: { why: 'customer' } }
const back: ConversationEntry = { type: 'conversation.returned_to_bot', data: {} }
const snoozed: ConversationEntry = { type: 'conversation.snoozed', data: { until: at(9999) } }
const woken: ConversationEntry = { type: 'conversation.woken', data: { why: 'time' } }
const passedOn: ConversationEntry = {
  type: 'conversation.transferred',
  data: { teamId, fromTeamId: teamId, toAgentId: null, toAgentName: null, fromAgentId: holder },
}
const arranged: ConversationEntry = {
  type: 'conversation.call_back_requested',
  data: { channel: 'phone', from: at(5000), until: at(5030), number: '••••8000' },
}
const calledOff: ConversationEntry = { type: 'conversation.call_back_cancelled', data: {} } as ConversationEntry // what it says of why is not looked at

type Step = readonly [minute: number, entry: ConversationEntry, actor?: Happened['actor']]
const happenedIn = (steps: readonly Step[]): Happened[] => steps.map(([minute, entry, actor = agent]) => ({ at: at(minute), entry, actor }))
const bot = aState({ status: 'bot', assigneeId: null, agentName: null, teamId: null })

/** What these do to the clock of a conversation that the bot has. */
const changes = (...steps: Step[]): unknown[] =>
  followOwed(bot, happenedIn(steps)).resolving.map((change) => (change.do === 'end' ? [change.do, change.how] : change.do))

test('it is people’s turn from the first request for a person, not while it is the customer’s, until it is resolved', () => {
  assert.deepEqual(changes([1, said, customer]), [])
  assert.deepEqual(changes([2, queued], [5, assigned], [6, said], [9, awaiting], [20, said, customer], [30, resolved]), [
    'run',
    'pause',
    'run',
    ['end', 'resolved'],
  ])
})

test('setting it aside and passing it on change nothing', () => {
  assert.deepEqual(changes([2, queued], [3, assigned], [4, snoozed], [8, woken], [9, passedOn]), ['run'])
})

test('until the time that the customer has chosen it is not people’s turn', () => {
  assert.deepEqual(changes([2, queued], [3, arranged, customer], [5001, assigned]), ['run', 'pause', 'run'])
  assert.deepEqual(changes([2, queued], [3, arranged, customer], [9, calledOff, customer]), ['run', 'pause', 'run'])
})

test('what ends it is told apart', () => {
  const ends = (...last: [ConversationEntry, Happened['actor']?]) => changes([2, queued], [3, assigned], [6, ...last]).at(-1)
  assert.deepEqual(ends(resolved, customer), ['end', 'withdrawn'])
  assert.deepEqual(ends({ type: 'conversation.resolved', data: { outcome: 'spam' } }), ['end', 'closed'])
  assert.deepEqual(ends(back, customer), ['end', 'returned_to_bot'])
  assert.deepEqual(ends({ type: 'conversation.closed', data: { why: 'merged' } }), ['end', 'merged'])
  assert.deepEqual(ends({ type: 'conversation.closed', data: { why: 'time' } }), ['end', 'closed'])
  assert.deepEqual(changes([2, queued], [3, assigned], [6, resolved], [50, reopened]), ['run', ['end', 'resolved'], 'run'])
})

test('what was people’s turn in one is theirs in the other that it is merged into', () => {
  const merged = (isRunning: boolean): ConversationEntry => ({
    type: 'conversation.merged_from',
    data: { sourceId: ConversationId.parse(uuid(77)), resolving: { isRunning, promised: null, lateSince: null } },
  })
  const before: Step[] = [
    [2, queued],
    [3, assigned],
    [6, awaiting],
  ]
  assert.deepEqual(changes(...before, [30, merged(true)]), ['run', 'pause', 'join', 'run'])
  assert.deepEqual(changes(...before, [30, merged(false)]), ['run', 'pause', 'join'])
})

test('whatever happens, the clock runs exactly while it is people’s turn', () => {
  const steps = fc.array(fc.tuple(fc.nat(3), fc.constantFrom(queued, assigned, awaiting, resolved, reopened, back, said, snoozed, woken, arranged)), {
    maxLength: 30,
  })
  fc.assert(
    fc.property(steps, (made) => {
      let minute = 0
      let state = bot
      let clock: ResolutionClock | null = null
      for (const [later, entry] of made) {
        minute += later
        const followed = followOwed(state, happenedIn([[minute, entry, entry === said ? customer : agent]]))
        state = followed.state
        const terms = { was: ALWAYS_OPEN, is: ALWAYS_OPEN, target: { minutes: 10, warnPercent: 50 } }
        for (const change of followed.resolving) clock = changeClock(clock, change, minute * 60_000, terms)
        assert.equal(clock?.runningSinceMs != null, isResolving(state))
        assert.ok(clock === null || clock.ended === null || !isResolving(state))
      }
    }),
  )
})
