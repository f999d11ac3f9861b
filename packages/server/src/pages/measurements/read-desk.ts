import { sql } from 'kysely'
import { countUndelivered, isMailHeldUp } from '../../modules/channels/api.ts'
import { listColleagues, listTeams } from '../../modules/identity/api.ts'
import { onlineStaff } from '../../modules/workforce/api.ts'
import type { QueryContext } from '../../platform/command.ts'
import { removedByTask } from '../../platform/given-up.ts'
import { readLines, type Line } from '../wallboard/lines.ts'

/** Of a kind of work: how much is due, and for how long the first of it has been. */
export type Pile = { name: string; due: number; oldestSeconds: number; failed: number }
export type TeamMeasured = { team: string; waiting: number; oldestSeconds: number; late: number; atRisk: number }

/** What whoever runs the desk has an alarm on: as it stands in the database, the same whichever server is asked. */
export type DeskMeasured = {
  teams: TeamMeasured[]
  agents: { available: number; connected: number }
  undelivered: { answers: number; oldestSeconds: number }
  isMailHeldUp: boolean
  reactions: Pile[]
  jobs: Pile[]
  alarms: { kind: string; count: number }[]
  workers: number
}

/** Reads what is open, and no history. */
export async function readDesk(ctx: QueryContext): Promise<DeskMeasured> {
  const { count: answers, since } = await countUndelivered(ctx)
  return {
    teams: await measureTeams(ctx),
    agents: await countAgents(ctx),
    undelivered: { answers, oldestSeconds: secondsSince(ctx, since) },
    isMailHeldUp: await isMailHeldUp(ctx),
    reactions: await pilesOfReactions(ctx),
    jobs: await pilesOfJobs(ctx),
    alarms: await openAlarms(ctx),
    workers: await countWorkers(ctx),
  }
}

const NO_TEAM = 'none'

/** By its name in English, and those that the bot or nobody has; as the wallboard counts them. */
async function measureTeams(ctx: QueryContext): Promise<TeamMeasured[]> {
  const [teams, lines] = [await listTeams(ctx), await readLines(ctx)]
  const of = (team: string, own: readonly Line[]): TeamMeasured => ({
    team,
    waiting: sum(own, 'waiting'),
    oldestSeconds: Math.max(0, ...own.map(({ longestSince }) => secondsSince(ctx, longestSince))),
    late: sum(own, 'missed'),
    atRisk: sum(own, 'atRisk'),
  })
  const named = new Map(teams.map(({ id, nameEn }) => [id, nameEn]))
  const byName = Map.groupBy(lines, ({ teamId }) => (teamId === null ? NO_TEAM : (named.get(teamId) ?? NO_TEAM)))
  return [...new Set([...named.values(), NO_TEAM])].map((name) => of(name, byName.get(name) ?? []))
}

async function countAgents(ctx: QueryContext): Promise<DeskMeasured['agents']> {
  const [colleagues, online] = [await listColleagues(ctx), await onlineStaff(ctx.db)]
  const there = colleagues.filter(({ id }) => online.has(id))
  const available = there.filter((agent) => agent.available).length
  return { available, connected: there.length - available }
}

/** By the database's clock, as they are made due by it. */
async function pilesOfReactions({ db }: QueryContext): Promise<Pile[]> {
  const { rows } = await sql<Pile>`
    select reaction_group as name, count(*) as due, extract(epoch from greatest(now() - min(due_at), interval '0'))::float8 as "oldestSeconds",
      count(*) filter (where attempts > 0) as failed
    from reaction_due where due group by reaction_group`.execute(db)
  return rows
}

/** `failed`: given up, those included that have been removed since. */
async function pilesOfJobs(ctx: QueryContext): Promise<Pile[]> {
  const isDue = sql`(attempts < max_attempts and run_at <= now())`
  const { rows } = await sql<Pile>`
    select task_identifier as name, count(*) filter (where ${isDue}) as due,
      coalesce(extract(epoch from now() - min(run_at) filter (where ${isDue})), 0)::float8 as "oldestSeconds",
      count(*) filter (where attempts >= max_attempts) as failed
    from graphile_worker.jobs group by task_identifier`.execute(ctx.db)
  const piles = new Map(rows.map((pile) => [pile.name, pile]))
  for (const { name, removed } of await removedByTask(ctx)) {
    const pile = piles.get(name) ?? { name, due: 0, oldestSeconds: 0, failed: 0 }
    piles.set(name, { ...pile, failed: pile.failed + removed })
  }
  return [...piles.values()]
}

async function openAlarms({ db }: QueryContext): Promise<DeskMeasured['alarms']> {
  const { rows } = await sql<{ kind: string; count: number }>`select kind, count(*) as count from alarm where cleared_at is null group by kind`.execute(db)
  return rows
}

async function countWorkers({ db }: QueryContext): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from node where seen_until > now()`.execute(db)
  return rows[0]?.count ?? 0
}

const sum = (lines: readonly Line[], what: 'waiting' | 'missed' | 'atRisk'): number => lines.reduce((total, line) => total + line[what], 0)
const secondsSince = ({ now }: QueryContext, since: Date | null): number => (since === null ? 0 : Math.max(0, (now.getTime() - since.getTime()) / 1000))
