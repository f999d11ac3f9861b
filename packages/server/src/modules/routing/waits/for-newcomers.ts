import type { WaitEstimate } from '@yingda/domain/routing/estimate.ts'
import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { TeamId } from '@yingda/protocol/ids.ts'
import { Language } from '@yingda/protocol/language.ts'
import type { QueryContext } from '../../../platform/command.ts'
import { standingInLine } from '../../conversation/api.ts'
import { openTeams } from '../../workforce/api.ts'
import { estimatesFor, type Asking } from './desks-now.ts'
import { workingNow } from './working.ts'

/** `none`: nobody stands in line, and somebody has room. */
export type NewcomerWait = WaitEstimate | { kind: 'none' }
export type ByLanguage = Readonly<Record<Language, NewcomerWait>>
type Team = { id: TeamId; questionTypes: readonly QuestionType[] }

/**
 * What somebody would be told who came to these lines just now, by the very facts that those are told by who wait. A team
 * answers several kinds of questions: it is the wait for the one that waits longest.
 */
export async function waitsForNewcomers(ctx: QueryContext, teams: readonly Team[]): Promise<Map<TeamId, ByLanguage>> {
  if (teams.length === 0) return new Map()
  const working = await workingNow(ctx)
  const ids = teams.map(({ id }) => id)
  const standing = [...(await standingInLine(ctx, ids))].map(([id, one]) => ({ id, ...one }))
  // Out of a line that is closed nothing is given.
  const open = new Set(await openTeams(ctx, ids))
  const asking = teams.flatMap((team) => Language.options.flatMap((language) => newcomersTo(ctx, team, language)))
  const told = await estimatesFor(ctx, working, [...standing.filter(({ teamId }) => open.has(teamId)), ...asking])
  const isFree = (one: Asking): boolean => standing.every(({ teamId }) => teamId !== one.teamId) && working.hasRoom(one)
  const waitFor = (team: Team, language: Language): NewcomerWait => {
    const own = asking.filter((one) => one.teamId === team.id && one.language === language)
    return own.every(isFree) ? { kind: 'none' } : longest(own.flatMap(({ id }) => told.get(id) ?? []))
  }
  return new Map(teams.map((team) => [team.id, { 'zh-CN': waitFor(team, 'zh-CN'), en: waitFor(team, 'en') }]))
}

const newcomersTo = ({ now }: QueryContext, { id, questionTypes }: Team, language: Language): Asking[] =>
  questionTypes.map((questionType) => ({
    id: `${id}/${language}/${questionType}`,
    isAsking: true,
    teamId: id,
    language,
    questionType,
    urgent: false,
    care: false,
    restricted: false,
    queuedAt: now,
  }))

/** What cannot be said of one of them cannot be said of the team. */
function longest(waits: readonly WaitEstimate[]): WaitEstimate {
  const secondsOf = (wait: WaitEstimate): number => (wait.kind === 'range' ? wait.expectedSeconds : Infinity)
  const [first] = waits.toSorted((a, b) => secondsOf(b) - secondsOf(a))
  return first ?? { kind: 'cannot_say', why: 'no_experience' }
}
