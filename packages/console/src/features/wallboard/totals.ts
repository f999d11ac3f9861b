import type { Wallboard, WallboardTeam } from '@yingda/protocol/http/wallboard.ts'

export type Totals = {
  waiting: number
  withBot: number
  longestSince: string | null
  /** The team in which somebody has waited longest. */
  longestTeam: WallboardTeam | null
  atRisk: number
  missed: number
  kept: number
  promised: number
  endedToday: number
  callBacksDue: number
  callBacksLater: number
  available: number
  connected: number
  /** How many chats, at a place each, those who are available can still be given. */
  places: number
}

/** All teams and people of the board together. */
export function totalsOf({ teams, agents }: Pick<Wallboard, 'teams' | 'agents'>): Totals {
  const sum = (count: (team: WallboardTeam) => number): number => teams.reduce((total, team) => total + count(team), 0)
  const waitingTeams = teams.filter((team) => team.longestSince !== null)
  const longestTeam = waitingTeams.sort((a, b) => Date.parse(a.longestSince ?? '') - Date.parse(b.longestSince ?? ''))[0] ?? null
  const available = agents.filter(({ presence }) => presence === 'available')
  return {
    waiting: sum((team) => team.waiting),
    withBot: sum((team) => team.withBot),
    longestSince: longestTeam?.longestSince ?? null,
    longestTeam,
    atRisk: sum((team) => team.atRisk),
    missed: sum((team) => team.missed),
    kept: sum((team) => team.promisesToday.kept),
    promised: sum((team) => team.promisesToday.of),
    endedToday: sum((team) => team.endedToday),
    callBacksDue: sum((team) => team.callBacksDue),
    callBacksLater: sum((team) => team.callBacksLater),
    available: available.length,
    connected: agents.filter(({ presence }) => presence !== 'away').length,
    places: available.reduce((total, { heldLoad, offeredLoad, capacity }) => total + Math.floor(Math.max(0, capacity - heldLoad - offeredLoad)), 0),
  }
}

/** Between 0 and 1; null = nothing was promised. */
export const keptShare = ({ kept, of }: { kept: number; of: number }): number | null => (of === 0 ? null : kept / of)
