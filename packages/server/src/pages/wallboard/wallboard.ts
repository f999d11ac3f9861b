import type { Wallboard, WallboardAgent, WallboardTeam } from '@yingda/protocol/http/wallboard.ts'
import type { TeamId } from '@yingda/protocol/ids.ts'
import { teamAmong, type TeamInfo } from '../../modules/identity/api.ts'
import { alarmsOf, type OwnPart } from '../alarms.ts'
import type { AgentNow } from './agents.ts'
import type { Line } from './lines.ts'
import { MOST_PRESSING } from './pressing.ts'
import type { Readings } from './readings.ts'
import { covers, coversTeam, type Scope } from './scope.ts'

/** What of the readings is this reader's. `ownPart`: as everywhere else he reads of alarms. */
export function wallboardOf(readings: Readings, scope: Scope, ownPart: OwnPart): Wallboard {
  const { undelivered } = ownPart
  const own = readings.teams.filter(({ id }) => coversTeam(scope, id))
  return {
    at: readings.at.toISOString(),
    teams: own.map((team) => teamOf(readings, team)),
    agents: readings.agents
      .filter(({ teamIds }) => scope.teamIds === null || teamIds.some((id) => coversTeam(scope, id)))
      .map((agent) => agentOf(agent, scope)),
    pressing: readings.pressing
      .filter((one) => covers(scope, one))
      .slice(0, MOST_PRESSING)
      .map(({ row }) => row),
    alarms: alarmsOf(
      readings.alarms.filter(({ clearedAt }) => clearedAt === null),
      ownPart,
    ),
    undelivered: { count: undelivered.count, since: undelivered.since?.toISOString() ?? null },
  }
}

function teamOf({ teams, hours, lines, day }: Readings, { id, nameZh, nameEn, calendarId, overflow }: TeamInfo): WallboardTeam {
  const line = lines.find(({ teamId }) => teamId === id)
  const today = day.find(({ teamId }) => teamId === id)
  const kept = today?.kept ?? 0
  return {
    id,
    nameZh,
    nameEn,
    hours: calendarId === null ? null : (hours.get(calendarId) ?? null),
    helpers: overflow.length,
    waiting: line?.waiting ?? 0,
    longestSince: line?.longestSince?.toISOString() ?? null,
    nextPromise: promiseOf(line),
    atRisk: line?.atRisk ?? 0,
    missed: line?.missed ?? 0,
    withBot: (line?.withBot ?? 0) + toCome(lines, teams, id),
    held: line?.held ?? 0,
    callBacksDue: line?.callBacksDue ?? 0,
    callBacksLater: line?.callBacksLater ?? 0,
    endedToday: today?.ended ?? 0,
    promisesToday: { kept, of: kept + (today?.missed ?? 0) + (line?.notInTime ?? 0) },
  }
}

/** With the bot, and no team's so far: they would come to this one. */
const toCome = (lines: readonly Line[], teams: readonly TeamInfo[], id: TeamId): number =>
  lines.reduce((sum, { questionType, withBot }) => sum + (questionType !== null && teamAmong(teams, questionType) === id ? withBot : 0), 0)

function promiseOf(line: Line | undefined): WallboardTeam['nextPromise'] {
  if (!line || line.nextKind === null || line.nextSince === null || line.nextWarnAt === null || line.nextDueAt === null) return null
  return { kind: line.nextKind, since: line.nextSince.toISOString(), warnAt: line.nextWarnAt.toISOString(), dueAt: line.nextDueAt.toISOString() }
}

function agentOf({ longest, teamIds, ...agent }: AgentNow, scope: Scope): WallboardAgent {
  if (longest === null) return { ...agent, teamIds: [...teamIds], longest }
  const { since, conversationId: id, reference, customerName } = longest
  return {
    ...agent,
    teamIds: [...teamIds],
    longest: { since: since.toISOString(), conversation: covers(scope, longest) ? { id, reference, customerName } : null },
  }
}
