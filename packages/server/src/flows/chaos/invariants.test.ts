/** A campaign proves only what its look at the end can see: each thing that must not be is made to be, and is found. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql, type RawBuilder } from 'kysely'
import { toCustomer } from '@yingda/domain/conversation/to-customer.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { assignConversation, readTimeline } from '../../modules/conversation/api.ts'
import type { CustomerActor, StaffActor } from '../../platform/actor.ts'
import { openBus } from '../../platform/bus.ts'
import { createRunner } from '../../platform/command.ts'
import type { Db } from '../../platform/db/db.ts'
import { aClientId, aConversation, aCustomer, anAgent, aServer, aTeam, SYSTEM } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import type { Acknowledged, ChatClient, Seen } from './chat-client.ts'
import { VIOLATIONS, violationsIn, type Violation } from './invariants.ts'

const { db } = await testDatabase()
const clock = fixedClock(new Date().toISOString())
const server = await aServer(db, clock)
const { run } = server.runner
const teamId = await aTeam(db)
const agent = await anAgent(db, { teamIds: [teamId], capacity: 2 })
const other = await anAgent(db, { teamIds: [teamId] })
const customer = await aCustomer(db)
const talks: ConversationId[] = []
for (const questionType of ['payment', 'transfer'] as const) {
  const { id } = await aConversation(server.runner, customer, { questionType, teamId, status: 'waiting' })
  await run(SYSTEM, (ctx) => assignConversation(ctx, { conversationId: id, agentId: agent.staffId, how: 'routed' }))
  talks.push(id)
}
const [id = assert.fail()] = talks
const said: Record<'customer' | 'staff', Acknowledged[]> = { customer: [], staff: [] }
await say(customer, '付款失败了')
await say(agent, '我看一下')
await say(customer, '好')
await say(customer, '还在吗')

async function say(actor: CustomerActor | StaffActor, text: string): Promise<void> {
  const clientId = aClientId()
  const posted = await server.post(actor, { conversationId: id, clientId, text, attachmentIds: [], followUp: 'nothing' })
  assert.ok(posted.at === 'here')
  const [side, seq] = actor.kind === 'customer' ? (['customer', posted.customerSeq] as const) : (['staff', posted.seq] as const)
  said[side].push({ conversationId: id, clientId, seq, text })
}

type Own = { acknowledged: Acknowledged[]; entries: Seen[]; faults: string[] }
type Told = { customer: Own; staff: Own }

/** What each side has really seen: a copy that may be spoilt. */
async function honest(): Promise<Told> {
  const stored = await server.runner.query(SYSTEM, (ctx) => readTimeline(ctx, id, { after: 0, limit: 1000 }))
  const shown = { customer: stored.map(toCustomer).filter((entry) => entry !== null), staff: stored }
  const own = (side: 'customer' | 'staff'): Own => structuredClone({ acknowledged: said[side], entries: JSON.parse(JSON.stringify(shown[side])), faults: [] })
  return { customer: own('customer'), staff: own('staff') }
}

const clientOf = (side: 'customer' | 'staff', { acknowledged, entries, faults }: Own): ChatClient =>
  ({ name: side, side, acknowledged, faults, entries: new Map([[id, entries]]) }) as unknown as ChatClient // nothing else of it is looked at

class Undone extends Error {}

/** What is found once this is wrong; the database is afterwards as it was. */
async function found({ client = () => {}, database }: { client?: (told: Told) => void; database?: RawBuilder<unknown> }): Promise<Violation['kind'][]> {
  const told = await honest()
  client(told)
  const clients = [clientOf('customer', told.customer), clientOf('staff', told.staff)]
  const agents = clients.slice(1).map((one) => ({ staffId: agent.staffId, client: one }))
  let violations: Violation[] = []
  const look = async (tx: Db): Promise<void> => {
    if (database !== undefined) await database.execute(tx)
    const runner = createRunner({ db: tx, bus: await openBus(), clock, groupsFor: () => [] })
    violations = await violationsIn(runner, { clients, agents, conversations: talks, attendance: { longestAwayMs: () => 0 } })
    throw new Undone()
  }
  await assert.rejects(db.transaction().execute(look), Undone)
  return [...new Set(violations.map(({ kind }) => kind))]
}

const lastEntry = sql`(select max(seq) from entry where stream_id = ${id})`
/** One more entry, as its stream counts. */
const entryAdded = (type: string, data: object): RawBuilder<unknown> => sql`
  with added as (insert into entry (stream_id, seq, customer_id, type, actor, at, data)
    select stream_id, seq + 1, customer_id, ${type}, '{"kind":"system","id":null}', at, ${JSON.stringify(data)}::jsonb from entry where stream_id = ${id} and seq = ${lastEntry}
    returning seq)
  update stream set last_seq = added.seq from added where id = ${id}`

const WRONG: { kind: Violation['kind']; when: string; client?: (told: Told) => void; database?: RawBuilder<unknown> }[] = [
  {
    kind: 'acknowledgedNotStored',
    when: 'an acknowledged message is not there',
    client: ({ customer: { acknowledged } }) => void acknowledged.push({ conversationId: id, clientId: aClientId(), seq: 99, text: '丢了' }),
  },
  {
    kind: 'acknowledgedNotStored',
    when: 'it has other words',
    database: sql`update entry_content set body = '别的话' where stream_id = ${id} and seq = ${lastEntry}`,
  },
  { kind: 'storedNotAcknowledged', when: 'a message nobody was told of is there', client: ({ customer: { acknowledged } }) => void acknowledged.pop() },
  {
    kind: 'storedTwice',
    when: 'one message stands there twice',
    database: sql`update entry set data = jsonb_set(data, '{clientId}', to_jsonb(${said.customer[0]?.clientId}::text)) where stream_id = ${id} and seq = ${lastEntry}`,
  },
  { kind: 'outOfOrder', when: 'later words have an earlier place', client: ({ customer: { acknowledged } }) => void acknowledged.reverse() },
  { kind: 'deliveredWrong', when: 'a client was pushed a gap', client: ({ staff: { faults } }) => void faults.push('entry 9 came where 8 was due') },
  {
    kind: 'streamGap',
    when: 'a number is missing for the customer',
    database: sql`update entry set customer_seq = customer_seq + 1 where stream_id = ${id} and seq = ${lastEntry}`,
  },
  { kind: 'streamsDiffer', when: 'the last entry has not arrived', client: ({ customer: { entries } }) => void entries.pop() },
  { kind: 'streamsDiffer', when: 'an entry arrived twice', client: ({ staff: { entries } }) => void entries.push(...entries.slice(-1)) },
  { kind: 'stateDiffers', when: 'a conversation is not what its entries say', database: sql`update conversation set urgent = not urgent where id = ${id}` },
  { kind: 'orphaned', when: 'a stream counts more than it has', database: sql`update stream set last_seq = last_seq + 1 where id = ${id}` },
  {
    kind: 'obligationOwnerless',
    when: 'an answer is owed by somebody else',
    database: sql`update obligation set owner_id = ${other.staffId} where conversation_id = ${id} and open`,
  },
  {
    kind: 'obligationLost',
    when: 'a request that was answered was never counted',
    database: sql`delete from obligation where conversation_id = ${id} and not open and closed_how = 'answered'`,
  },
  {
    kind: 'clockWrong',
    when: 'the clock of what an agent has stands still',
    database: sql`update resolution set running_since = null where conversation_id = ${id}`,
  },
  {
    kind: 'deadlineNotEscalated',
    when: 'an answer is late and nobody was told',
    database: sql`update obligation set warn_at = now() - interval '2 minutes', due_at = now() - interval '1 minute' where conversation_id = ${id} and open`,
  },
  {
    kind: 'deadlineNotEscalated',
    when: 'it is marked as told, and stands in no stream',
    database: sql`update obligation set warn_at = now() - interval '2 minutes', due_at = now() - interval '1 minute', overdue_at = now() where conversation_id = ${id} and open`,
  },
  {
    kind: 'assignedTwice',
    when: 'another is given what somebody holds',
    database: entryAdded('conversation.assigned', { agentId: other.staffId, agentName: '别人', how: 'routed' }),
  },
  {
    kind: 'takenFromPresent',
    when: 'who was there lost it as gone',
    database: entryAdded('conversation.transferred', { fromAgentId: agent.staffId, toTeamId: teamId, toAgentId: null, why: 'agent_gone' }),
  },
  { kind: 'overCapacity', when: 'routing gave more than fits', database: sql`update staff set capacity = 1 where id = ${agent.staffId}` },
  {
    kind: 'quotaExceeded',
    when: 'the files are larger than allowed',
    database: sql`insert into attachment (id, customer_id, state, name, media_type, size_bytes, sha256, has_thumbnail, created_at)
      values (gen_random_uuid(), ${customer.customerId}, 'arriving', 'a.png', 'image/png', 300000, sha256('a'), false, now())`,
  },
]

test('where all is well nothing is found', async () => {
  assert.deepEqual(await found({}), [])
})

for (const { kind, when, ...wrong } of WRONG)
  test(`${when}: ${kind}`, async () => {
    const kinds = await found(wrong)
    assert.ok(kinds.includes(kind), `found ${kinds.join() || 'nothing'}`)
  })

test('each kind there is has been tried, but what the campaign itself says', () => {
  assert.deepEqual(new Set([...WRONG.map(({ kind }) => kind), 'notRecovered']), new Set(VIOLATIONS))
})
