import type { WallboardTeam } from '@yingda/protocol/http/wallboard.ts'

/** So many lines leave what is pressing, and who is there, in sight on a small screen. */
const MOST_QUIET = 8

type Line = Pick<WallboardTeam, 'waiting' | 'atRisk' | 'missed' | 'held' | 'callBacksDue' | 'nextPromise'>

const isQuiet = ({ waiting, atRisk, missed, held, callBacksDue, nextPromise }: Line): boolean =>
  waiting + atRisk + missed + held + callBacksDue === 0 && nextPromise === null

/** Of many teams those in which something stands, in their order; quiet ones besides, as long as it is not many. */
export function foldedTeams<Team extends Line>(teams: readonly Team[]): Team[] {
  let room = MOST_QUIET - teams.filter((team) => !isQuiet(team)).length
  return teams.filter((team) => !isQuiet(team) || room-- > 0)
}
