import type { AgentPresence } from '@yingda/protocol/http/wallboard.ts'
import type { ConversationId, StaffId, TeamId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { QueryContext } from '../../platform/command.ts'
import { loadOfAgents } from '../../modules/conversation/api.ts'
import { listColleagues } from '../../modules/identity/api.ts'
import { capacityWeights, onlineStaff } from '../../modules/workforce/api.ts'

/** The customer who has waited longest for an agent's answer. */
export type Longest = {
  since: Date
  conversationId: ConversationId
  reference: string
  customerName: string | null
  teamId: TeamId | null
  restricted: boolean
}
export type AgentNow = {
  id: StaffId
  name: string
  teamIds: readonly TeamId[]
  presence: AgentPresence
  held: number
  offered: number
  heldLoad: number
  offeredLoad: number
  capacity: number
  longest: Longest | null
}
type Work = { id: StaffId; held: number; offered: number; longest: (Omit<Longest, 'since'> & { since: string }) | null }

const ORDER: Readonly<Record<AgentPresence, number>> = { available: 0, connected: 1, away: 2 }

/** Latin names and Chinese ones, these as they are read out. */
const BY_NAME = new Intl.Collator(['zh-CN', 'en'])

/** Everybody who works here, with what is on the desk, and how full it is as routing counts it. */
export async function readAgents(ctx: QueryContext): Promise<AgentNow[]> {
  const [colleagues, online, weights] = await Promise.all([listColleagues(ctx), onlineStaff(ctx.db), capacityWeights(ctx)])
  const ids = colleagues.map(({ id }) => id)
  const [works, loads] = await Promise.all([workOf(ctx, ids), loadOfAgents(ctx, ids, weights)])
  const agents = colleagues.map(({ id, name, teamIds, available, capacity }): AgentNow => {
    const work = works.get(id)
    const { load, offered: offeredLoad } = loads.get(id) ?? { load: 0, offered: 0 }
    const longest = work?.longest ? { ...work.longest, since: new Date(work.longest.since) } : null
    return {
      id,
      name,
      teamIds,
      capacity,
      held: work?.held ?? 0,
      offered: work?.offered ?? 0,
      heldLoad: load - offeredLoad,
      offeredLoad,
      longest,
      presence: !online.has(id) ? 'away' : available ? 'available' : 'connected',
    }
  })
  const waitedSince = ({ longest }: AgentNow): number => longest?.since.getTime() ?? Number.MAX_SAFE_INTEGER
  return agents.sort((a, b) => ORDER[a.presence] - ORDER[b.presence] || waitedSince(a) - waitedSince(b) || b.held - a.held || BY_NAME.compare(a.name, b.name))
}

async function workOf(ctx: QueryContext, ids: readonly StaffId[]): Promise<Map<StaffId, Work>> {
  const { rows } = await sql<Work>`
    with held as (
      select assignee_id as id, count(*) as held from conversation
      where status not in ('resolved', 'closed') and status = 'assigned' and assignee_id is not null group by assignee_id),
    offered as (select offered_to as id, count(*) as offered from conversation where offered_to is not null group by offered_to),
    longest as (
      select distinct on (o.owner_id) o.owner_id as id, o.received_at, o.conversation_id from obligation o
      where o.open and o.owner_kind = 'agent' order by o.owner_id, o.received_at, o.id)
    select a.id, coalesce(h.held, 0) as held, coalesce(f.offered, 0) as offered, case when l.id is not null then json_build_object('since', l.received_at,
      'conversationId', c.id, 'reference', c.reference, 'customerName', u.name, 'teamId', c.team_id, 'restricted', c.restricted) end as longest
    from unnest(${[...ids]}::uuid[]) as a (id) left join held h using (id) left join offered f using (id)
    left join longest l using (id) left join conversation c on c.id = l.conversation_id left join customer u on u.id = c.customer_id
    where h.id is not null or f.id is not null or l.id is not null`.execute(ctx.db)
  return new Map(rows.map((row) => [row.id, row]))
}
