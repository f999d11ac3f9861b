/** What must hold when everything is up again, from the database and from what each client saw. */
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { toCustomer } from '@yingda/domain/conversation/to-customer.ts'
import type { StaffEntry } from '@yingda/protocol/entries/views.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { readTimeline, requestsOf } from '../../modules/conversation/api.ts'
import { IS_WRONG, receivedBetween } from '../../modules/obligation/api.ts'
import type { Runner } from '../../platform/command.ts'
import { assertReplays } from '../../testing/assert-replays.ts'
import type { Agent, Attendance } from './attendance.ts'
import type { ChatClient } from './chat-client.ts'
import { STORAGE_QUOTA_BYTES } from './cluster.ts'

export const VIOLATIONS = [
  'acknowledgedNotStored',
  'storedNotAcknowledged',
  'storedTwice',
  'outOfOrder',
  'deliveredWrong',
  'streamGap',
  'streamsDiffer',
  'stateDiffers',
  'orphaned',
  'obligationLost',
  'obligationOwnerless',
  'clockWrong',
  'deadlineNotEscalated',
  'assignedTwice',
  'takenFromPresent',
  'overCapacity',
  'quotaExceeded',
  'notRecovered',
] as const
export type Violation = { kind: (typeof VIOLATIONS)[number]; what: string }

/** How long after a deadline somebody must have been told: the watch looks every two seconds. */
export const TOLD_WITHIN_SECONDS = 15
/** A lease is 27 s; on either side a look may have come a little late. */
const LEAST_AWAY_MS = 25_000
/** After which nobody holds it. */
const LEAVING: readonly string[] = ['conversation.transferred', 'conversation.queued', 'conversation.resolved', 'conversation.returned_to_bot']
const MOST_ENTRIES = 1_000_000
const DAY_MS = 24 * 3600_000

type Seen = {
  clients: readonly ChatClient[]
  agents: readonly Agent[]
  conversations: readonly ConversationId[]
  attendance: Pick<Attendance, 'longestAwayMs'>
}

export async function violationsIn(runner: Runner, { clients, agents, conversations, attendance }: Seen): Promise<Violation[]> {
  const found: Violation[] = []
  const sent = clients.flatMap((client) => client.acknowledged.map((one) => ({ ...one, client })))
  for (const id of conversations) {
    const stored = await runner.query({ kind: 'system' }, (ctx) => readTimeline(ctx, id, { after: 0, limit: MOST_ENTRIES }))
    found.push(
      ...inStream(id, stored),
      ...inSending(
        id,
        stored,
        sent.filter((one) => one.conversationId === id),
      ),
      ...inReading(id, stored, clients),
      ...inLeaving(
        id,
        stored,
        agents.filter(({ client }) => attendance.longestAwayMs(client) < LEAST_AWAY_MS).map(({ staffId }) => staffId),
      ),
    )
    await assertReplays(runner, id).catch((error: unknown) => found.push({ kind: 'stateDiffers', what: `${id}: ${String(error).slice(0, 2_000)}` }))
  }
  for (const { name, faults } of clients) found.push(...faults.map((fault) => ({ kind: 'deliveredWrong', what: `${name}: ${fault}` }) as const))
  return [...found, ...(await inAccounts(runner, conversations)), ...(await inTables(runner))]
}

/** As many requests were taken up as the entries tell of, whatever has become of them since, and whatever a server's clock said. */
async function inAccounts(runner: Runner, ids: readonly ConversationId[]): Promise<Violation[]> {
  const [from, until] = [new Date(0), new Date(Date.now() + DAY_MS)]
  return runner.query({ kind: 'system' }, async (ctx) => {
    const byEntries = await requestsOf(ctx, ids, from, until)
    const byObligations = await receivedBetween(ctx, ids, from, until)
    return ids.flatMap((id) => {
      const [asked, takenUp] = [byEntries.get(id) ?? 0, byObligations.get(id) ?? 0]
      return asked === takenUp ? [] : [{ kind: 'obligationLost' as const, what: `${id}: asked ${asked} times, taken up ${takenUp} times` }]
    })
  })
}

/** Numbers without a gap, and no conversation given to somebody while another held it. */
function inStream(id: ConversationId, stored: readonly StaffEntry[]): Violation[] {
  const found: Violation[] = []
  let shown = 0
  for (const [index, entry] of stored.entries()) {
    if (entry.seq !== index + 1) found.push({ kind: 'streamGap', what: `${id}: ${entry.seq} stands at ${index + 1}` })
    if (entry.customerSeq !== null && entry.customerSeq !== (shown += 1))
      found.push({ kind: 'streamGap', what: `${id}: customer's ${entry.customerSeq} stands at ${shown}` })
  }
  let holder: string | null = null
  for (const { entry, seq } of stored) {
    if (entry.type === 'conversation.assigned') {
      if (holder !== null && holder !== entry.data.agentId) found.push({ kind: 'assignedTwice', what: `${id}: entry ${seq} while another held it` })
      holder = entry.data.agentId
    } else if (LEAVING.includes(entry.type)) holder = null
  }
  return found
}

/** Nobody who was there all the time loses a conversation as if he were gone: not by an outage either, nor after one. */
export const inLeaving = (id: string, stored: readonly Pick<StaffEntry, 'seq' | 'entry'>[], present: readonly string[]): Violation[] =>
  stored.flatMap(({ entry, seq }) => {
    if (entry.type !== 'conversation.transferred' || entry.data.why !== 'agent_gone') return []
    const { fromAgentId } = entry.data
    return fromAgentId !== null && present.includes(fromAgentId) ? [{ kind: 'takenFromPresent' as const, what: `${id}: entry ${seq} from ${fromAgentId}` }] : []
  })

type Sent = { clientId: string; seq: number; text: string; client: ChatClient }

/** Acknowledged = stored, once, under the number that was acknowledged, in the order each sent it. */
function inSending(id: ConversationId, stored: readonly StaffEntry[], sent: readonly Sent[]): Violation[] {
  const found: Violation[] = []
  const messages = stored.flatMap((one) =>
    one.entry.type === 'message.posted' && one.actor.kind !== 'bot' ? [{ ...one, clientId: String(one.entry.data.clientId) }] : [],
  )
  const byClientId = Map.groupBy(messages, (message) => message.clientId)
  for (const { clientId, seq, text, client } of sent) {
    const kept = byClientId.get(clientId) ?? []
    const [message] = kept
    const number = client.side === 'customer' ? message?.customerSeq : message?.seq
    if (message === undefined || number !== seq || message.content?.text !== text)
      found.push({ kind: 'acknowledgedNotStored', what: `${id}: ${client.name} “${text}” as ${seq}` })
    if (kept.length > 1) found.push({ kind: 'storedTwice', what: `${id}: ${client.name} “${text}”` })
  }
  const known = new Set(sent.map((one) => one.clientId))
  for (const message of messages) if (!known.has(message.clientId)) found.push({ kind: 'storedNotAcknowledged', what: `${id}: entry ${message.seq}` })
  for (const [client, own] of Map.groupBy(sent, (one) => one.client)) {
    if (own.some((one, index) => index > 0 && one.seq <= (own[index - 1]?.seq ?? 0))) found.push({ kind: 'outOfOrder', what: `${id}: ${client.name}` })
  }
  return found
}

/** Delivered = stored, entry by entry, to the customer's side as the customer may see it, and to each of staff. */
function inReading(id: ConversationId, stored: readonly StaffEntry[], clients: readonly ChatClient[]): Violation[] {
  const forStaff = stored
  const forCustomer = stored.map(toCustomer).filter((entry) => entry !== null)
  return clients.flatMap(({ name, side, entries }) => {
    const seen = entries.get(id)
    if (seen === undefined) return []
    const shown = side === 'customer' ? forCustomer : forStaff
    const at = shown.findIndex((entry, index) => !isDeepStrictEqual(JSON.parse(JSON.stringify(entry)), seen[index]))
    if (at === -1 && seen.length === shown.length) return []
    return [{ kind: 'streamsDiffer' as const, what: `${id}: ${name} has ${seen.length} of ${shown.length}, other from ${at}` }]
  })
}

const CHECKS: readonly { kind: Violation['kind']; rows: (runner: Runner) => Promise<unknown[]> }[] = [
  {
    // What refers without a foreign key.
    kind: 'orphaned',
    rows: rowsOf(sql`
      select 'entry' as of, stream_id as id, seq from entry e where not exists (select from stream s where s.id = e.stream_id)
      union all
      select 'content', stream_id, seq from entry_content c where not exists (select from entry e where e.stream_id = c.stream_id and e.seq = c.seq)
      union all
      select 'search', conversation_id, seq from entry_search s where not exists (select from conversation c where c.id = s.conversation_id)
      union all
      select 'owed', o.conversation_id, 0 from obligation o join conversation c on c.id = o.conversation_id where o.customer_id <> c.customer_id
      union all
      select 'counted', id, last_seq from stream s where last_seq <> (select coalesce(max(seq), 0) from entry e where e.stream_id = s.id) and kind <> 'list'`),
  },
  {
    // The owner is whoever has it: the bot, the line of the team, the agent who holds it.
    kind: 'obligationOwnerless',
    rows: rowsOf(sql`
      select c.id, c.status, o.owner_kind, o.owner_id from conversation c left join obligation o on o.conversation_id = c.id and o.open
      where (c.owed_since is not null) <> (o.id is not null) or (o.id is not null and (o.owner_kind, o.owner_id) is distinct from (case
        when c.status = 'bot' then 'bot' when c.status = 'waiting' then 'team' else 'agent' end,
        case when c.status = 'bot' then null when c.status = 'waiting' then c.team_id else c.assignee_id end))`),
  },
  {
    kind: 'deadlineNotEscalated',
    rows: rowsOf(sql`
      select o.id, o.due_at from obligation o where o.open and o.due_at < now() - make_interval(secs => ${TOLD_WITHIN_SECONDS}) and (o.overdue_at is null
        or not exists (select from entry e where e.stream_id = o.conversation_id and e.type = 'promise.missed'))
      union all
      select r.conversation_id, r.due_at from resolution r where r.running_since is not null and r.due_at < now() - make_interval(secs => ${TOLD_WITHIN_SECONDS})
        and r.overdue_at is null`),
  },
  {
    // Whatever people have runs, and nothing else does.
    kind: 'clockWrong',
    rows: rowsOf(sql`
      select c.id, c.status, r.running_since from conversation c left join resolution r on r.conversation_id = c.id and r.ended_at is null
      where ${IS_WRONG}`),
  },
  {
    // Only routing is held to it: what a person takes himself is his decision.
    kind: 'overCapacity',
    rows: rowsOf(sql`
      select s.id, count(*) from conversation c join staff s on s.id = c.assignee_id
      where c.status in ('assigned', 'snoozed', 'awaiting_customer') and 'routed' = (
        select e.data ->> 'how' from entry e where e.stream_id = c.id and e.type = 'conversation.assigned' order by e.seq desc limit 1)
      group by s.id having count(*) > s.capacity`),
  },
  {
    kind: 'quotaExceeded',
    rows: rowsOf(sql`select sum(size_bytes) from attachment where state in ('arriving', 'stored', 'attached') having sum(size_bytes) > ${STORAGE_QUOTA_BYTES}`),
  },
]

async function inTables(runner: Runner): Promise<Violation[]> {
  const found = await Promise.all(CHECKS.map(async ({ kind, rows }) => (await rows(runner)).map((row) => ({ kind, what: JSON.stringify(row) }))))
  return found.flat()
}

function rowsOf(query: ReturnType<typeof sql>): (runner: Runner) => Promise<unknown[]> {
  return (runner) => runner.query({ kind: 'system' }, async (ctx) => (await query.execute(ctx.db)).rows)
}
