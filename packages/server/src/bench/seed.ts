/** People and conversations, written set-based: parties 2k and 2k+1 are a signed-in customer and the agent who holds their conversation. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import { sql } from 'kysely'
import { createSeals } from '../modules/identity/api.ts'
import type { CommandContext, Runner } from '../platform/command.ts'
import { record } from '../platform/record.ts'
import { newId } from '../platform/uuid.ts'
import type { Secrets } from './server.ts'

export type Party = {
  side: 'customer' | 'staff'
  conversationId: string
  /** A customer's token; '' for staff. */
  token: string
  /** A member of staff's headers. */
  headers: Readonly<Record<string, string>>
  personId: string
  /** What it holds of the conversation already, in its own numbering. */
  after: number
}

type Pair = { customerId: string; staffId: string; conversationId: string; sessionId: string; sessionToken: string }
export type Seeded = { teamId: string; pairs: readonly Pair[]; parties: readonly Party[] }

const CHUNK = 2000

/** @param pairs how many conversations, each with a customer and an agent of its own */
export async function seedParties({ run }: Runner, secrets: Secrets, pairs: number): Promise<Seeded> {
  const teamId = await run({ kind: 'system' }, makeTeam)
  const made: Pair[] = []
  for (let from = 0; from < pairs; from += CHUNK) {
    const chunk = Array.from({ length: Math.min(CHUNK, pairs - from) }, newPair)
    await run({ kind: 'system' }, (ctx) => insertPairs(ctx, teamId, chunk))
    made.push(...chunk)
  }
  const parties = await Promise.all(made.map((pair) => partiesOf(pair, secrets)))
  return { teamId, pairs: made, parties: parties.flat() }
}

const newPair = (): Pair => ({
  customerId: newId(Date.now()),
  staffId: newId(Date.now()),
  conversationId: newId(Date.now()),
  sessionId: randomUUID(),
  sessionToken: randomBytes(32).toString('base64url'),
})

async function makeTeam(ctx: CommandContext): Promise<string> {
  const id = randomUUID()
  await sql`insert into team (id, name_zh, name_en, question_types, created_at) values (${id}, '支付组', 'Payments', '{payment}', ${ctx.now})`.execute(ctx.db)
  return id
}

async function insertPairs(ctx: CommandContext, teamId: string, pairs: readonly Pair[]): Promise<void> {
  await insertStaff(ctx, teamId, pairs)
  await sql`insert into customer (id, external_id, name, created_at, seen_at)
    select id, 'w-' || id, '陈雨薇', ${ctx.now}, ${ctx.now} from unnest(${pairs.map((pair) => pair.customerId)}::uuid[]) as p (id)`.execute(ctx.db)
  await sql`
    insert into conversation (id, reference, customer_id, started_by, client_id, channel, question_type, language, status, team_id, assignee_id, agent_name,
      opened_at, changed_at)
    select id, 'B-' || id, customer_id, customer_id, id, 'web', 'payment', 'zh-CN', 'assigned', ${teamId}, staff_id, '林晓', ${ctx.now}, ${ctx.now}
    from unnest(${pairs.map((pair) => pair.conversationId)}::uuid[], ${pairs.map((pair) => pair.customerId)}::uuid[],
      ${pairs.map((pair) => pair.staffId)}::uuid[]) as p (id, customer_id, staff_id)`.execute(ctx.db)
  await sql`insert into conversation_reach (conversation_id, staff_id, why, at) select c, s, 'held', ${ctx.now}
    from unnest(${pairs.map((pair) => pair.conversationId)}::uuid[], ${pairs.map((pair) => pair.staffId)}::uuid[]) as p (c, s)`.execute(ctx.db)
  await record(ctx, pairs.map(historyOf(teamId)))
}

async function insertStaff(ctx: CommandContext, teamId: string, pairs: readonly Pair[]): Promise<void> {
  const ids = pairs.map((pair) => pair.staffId)
  await sql`insert into staff (id, email, name, role, capacity, joined_at, created_at)
    select id, id || '@desk.example', '林晓', 'agent', 5, ${ctx.now}, ${ctx.now} from unnest(${ids}::uuid[]) as p (id)`.execute(ctx.db)
  await sql`insert into team_member (team_id, staff_id) select ${teamId}, id from unnest(${ids}::uuid[]) as p (id)`.execute(ctx.db)
  await sql`
    insert into staff_session (id, staff_id, token_hash, stage, created_at, last_seen_at, expires_at, address, user_agent)
    select id, staff_id, token_hash, 'signed_in', ${ctx.now}, ${ctx.now}, ${ctx.now}::timestamptz + interval '1 day', '127.0.0.1', 'bench'
    from unnest(${pairs.map((pair) => pair.sessionId)}::uuid[], ${ids}::uuid[],
      ${pairs.map((pair) => createHash('sha256').update(pair.sessionToken).digest())}::bytea[]) as p (id, staff_id, token_hash)`.execute(ctx.db)
}

/** The entries that bring a conversation to where it stands. */
const historyOf =
  (teamId: string) =>
  ({ conversationId, customerId, staffId }: Pair) => ({
    stream: { id: conversationId, kind: 'conversation', customerId },
    entries: [
      {
        type: 'conversation.opened',
        data: { channel: 'web', questionType: 'payment', language: 'zh-CN', context: {}, previousConversationId: null },
        forCustomer: true,
      },
      { type: 'conversation.queued', data: { teamId, reason: 'asked' }, forCustomer: true },
      { type: 'conversation.assigned', data: { agentId: staffId, agentName: '林晓', teamId, how: 'taken' }, forCustomer: true },
    ],
  })

async function partiesOf({ customerId, staffId, conversationId, sessionId, sessionToken }: Pair, secrets: Secrets): Promise<Party[]> {
  const seconds = Math.floor(Date.now() / 1000)
  const token = await new SignJWT({ name: '陈雨薇' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(`w-${customerId}`)
    .setAudience('yingda')
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + 3500)
    .sign(new TextEncoder().encode(secrets.customer))
  const headers = { cookie: `yingda_session=${sessionToken}`, 'x-yingda-csrf': createSeals(secrets.session).csrfToken(sessionId) }
  return [
    { side: 'customer', conversationId, token, headers: {}, personId: customerId, after: 0 },
    { side: 'staff', conversationId, token: '', headers, personId: staffId, after: 0 },
  ]
}
