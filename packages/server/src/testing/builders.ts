/** What tests need to exist, each with its own data: teams, staff, customers, conversations. */
import { randomUUID } from 'node:crypto'
import { ClientId, ConversationId, CustomerId, StaffId, TeamId } from '@yingda/protocol/ids.ts'
import { ROLE_PERMISSIONS, type Role } from '@yingda/protocol/permissions.ts'
import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import { sql } from 'kysely'
import { startConversation, life, requestPerson, type ConversationRecord } from '../modules/conversation/api.ts'
import type { CustomerActor, StaffActor } from '../platform/actor.ts'
import { batched } from '../platform/batched.ts'
import { openBus } from '../platform/bus.ts'
import { createRunner, type Runner } from '../platform/command.ts'
import type { Db } from '../platform/db/db.ts'
import { openDatabase } from '../platform/db/open.ts'
import { postMessages } from '../modules/conversation/api.ts'
import { renewConnections } from '../modules/workforce/api.ts'
import { fixedClock, type FixedClock } from './fixed-clock.ts'

export const SYSTEM = { kind: 'system' } as const
export const uuid = (): string => randomUUID()
export const aClientId = (): ClientId => ClientId.parse(randomUUID())

/** One server process as commands see it: a runner and a batch of its own over the same database. */
export async function aServer(db: Db, clock: FixedClock = fixedClock()) {
  const bus = await openBus()
  const runner = createRunner({ db, bus, clock, groupsFor: () => ['test'] })
  return { runner, clock, bus, post: batched(runner.run, postMessages, (message) => message.conversationId) }
}

/** Two servers, each with connections of its own for so many at once, open before they start. */
export async function twoServers(url: string, clock: FixedClock, connections: number): Promise<{ runners: [Runner, Runner]; close(): Promise<unknown> }> {
  const pools = [openDatabase(url, { max: connections }), openDatabase(url, { max: connections })] as const
  const [one, other] = await Promise.all([aServer(pools[0].db, clock), aServer(pools[1].db, clock)])
  for (const { pool } of pools) {
    const open = await Promise.all(Array.from({ length: connections }, () => pool.connect()))
    for (const connection of open) connection.release()
  }
  return { runners: [one.runner, other.runner], close: () => Promise.all(pools.map((pool) => pool.close())) }
}

export async function aTeam(db: Db, { questionTypes = ['payment'] as QuestionType[] } = {}): Promise<TeamId> {
  const id = TeamId.parse(randomUUID())
  await sql`insert into team (id, name_zh, name_en, question_types, created_at) values (${id}, ${`组${id.slice(0, 6)}`}, ${`Team ${id.slice(0, 6)}`}, ${questionTypes}, now())`.execute(
    db,
  )
  return id
}

export async function anAgent(db: Db, { teamIds = [] as TeamId[], role = 'agent' as Role, capacity = 5, name = '林晓' } = {}): Promise<StaffActor> {
  const staffId = StaffId.parse(randomUUID())
  await sql`insert into staff (id, email, name, role, capacity, joined_at, created_at) values (${staffId}, ${`${staffId}@desk.example`}, ${name}, ${role}, ${capacity}, now(), now())`.execute(
    db,
  )
  for (const teamId of teamIds) await sql`insert into team_member (team_id, staff_id) values (${teamId}, ${staffId})`.execute(db)
  return { kind: 'staff', staffId, name, role, permissions: new Set(ROLE_PERMISSIONS[role]), teamIds }
}

/** As if this agent had a console open, on a gateway of its own if none is named. */
export async function comeOnline(db: Db, staffId: StaffId, nodeId: string = randomUUID()): Promise<void> {
  await renewConnections(db, nodeId, [{ staffId, deviceId: staffId, state: 'connected', silentMs: 0 }])
}

export async function aCustomer(db: Db, { signedIn = true, name = '陈雨薇' } = {}): Promise<CustomerActor> {
  const customerId = CustomerId.parse(randomUUID())
  await sql`insert into customer (id, external_id, name, created_at, seen_at) values (${customerId}, ${signedIn ? `ext-${customerId}` : null}, ${name}, now(), now())`.execute(
    db,
  )
  return { kind: 'customer', customerId, signedIn }
}

type Wanted = { questionType?: QuestionType; teamId?: TeamId | null; status?: 'bot' | 'waiting' | 'resolved' }

/** A conversation of this customer, brought to a state by the commands themselves. */
export async function aConversation(
  runner: Runner,
  customer: CustomerActor,
  { questionType = 'payment', teamId = null, status = 'bot' }: Wanted = {},
): Promise<ConversationRecord> {
  const { conversation } = await runner.run(customer, (ctx) =>
    startConversation(ctx, {
      customerId: customer.customerId,
      clientId: aClientId(),
      questionType,
      language: 'zh-CN',
      context: {},
      transaction: null,
      teamId,
      previousId: null,
    }),
  )
  const conversationId = ConversationId.parse(conversation.id)
  if (status === 'waiting') await runner.run(customer, (ctx) => requestPerson(ctx, { conversationId, reason: 'asked', summary: null }))
  if (status === 'resolved') await runner.run(customer, (ctx) => life.resolveConversation(ctx, { conversationId, outcome: 'ended_by_customer' }))
  return conversation
}

/** As it is when the time in which a message reopens has gone by: ended days ago, nothing owed any more. */
export async function letEnd(db: Db, id: ConversationId, status: 'resolved' | 'closed'): Promise<void> {
  await sql`
    with settled as (
      update obligation set open = false, closed_at = now(), closed_how = 'decided', closed_reason = 'test' where conversation_id = ${id} and open)
    update conversation set status = ${status}, resolved_at = now() - interval '4 days', closed_at = case when ${status} = 'closed' then now() end,
      queued_at = null, waiting_since = null, owed_since = null, obligation_id = null where id = ${id}`.execute(db)
}

/** So many more in the same line as this one, without entries: for what a line's length does. */
export async function lengthenLine(db: Db, like: TeamId, count: number): Promise<void> {
  await sql`
    with more as (
      select gen_random_uuid() as id, gen_random_uuid() as obligation_id, c.*, n from (
        select customer_id, started_by, channel, question_type, language, team_id, queued_at, waiting_since, owed_since, opened_at, changed_at
        from conversation where team_id = ${like} limit 1) c, generate_series(1, ${count}::int) n),
    owed as (
      insert into obligation (id, open, conversation_id, customer_id, channel, kind, priority, owner_kind, owner_id, owned_since, received_at, warn_at, due_at)
      select obligation_id, true, id, customer_id, channel, 'first_reply', 'normal', 'team', team_id, owed_since, owed_since, owed_since, owed_since from more)
    insert into conversation (id, reference, customer_id, started_by, client_id, channel, question_type, language, status, team_id, queued_at,
      waiting_since, owed_since, obligation_id, opened_at, changed_at)
    select id, 'L-' || id, customer_id, started_by, id, channel, question_type, language, 'waiting', team_id, queued_at, waiting_since, owed_since,
      obligation_id, opened_at, changed_at from more`.execute(db)
}
