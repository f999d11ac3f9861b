import { priorityOf } from '@yingda/domain/conversation/owed.ts'
import { estimateWait, type WaitEstimate } from '@yingda/domain/routing/estimate.ts'
import { HEAD_START_MS } from '@yingda/domain/routing/line.ts'
import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationId, TeamId } from '@yingda/protocol/ids.ts'
import type { Language } from '@yingda/protocol/language.ts'
import type { QueryContext } from '../../../platform/command.ts'
import { standingInLine, type Standing } from '../../conversation/api.ts'
import { inLine } from './in-line.ts'
import { factsInLine, lineHistories, type LineHistory } from './line-facts.ts'
import { placesOf, type Places } from './places.ts'

/** `none`: nobody stands in line, and somebody has room. */
export type NewcomerWait = WaitEstimate | { kind: 'none' }
export type ByLanguage = Readonly<Record<Language, NewcomerWait>>
type Team = { id: TeamId; questionTypes: readonly QuestionType[] }

const NEWCOMER = 'newcomer'

/**
 * What somebody would be told who came to these lines just now, by the very facts that those are told by who wait. A team
 * answers several kinds of questions: it is the wait for the one that the fewest can answer, without a head start.
 */
export async function waitsForNewcomers(ctx: QueryContext, teams: readonly Team[]): Promise<Map<TeamId, ByLanguage>> {
  if (teams.length === 0) return new Map()
  const ids = teams.map(({ id }) => id)
  const [places, standing, histories] = [await placesOf(ctx, ids), await standingInLine(ctx, ids), await lineHistories(ctx, ids)]
  return new Map(
    teams.flatMap((team) => {
      const [working, history] = [places.get(team.id), histories.get(team.id)]
      if (working === undefined || history === undefined) return []
      const told = (language: Language): NewcomerWait => waitFor(ctx, { team, language, working, history, standing })
      return [[team.id, { 'zh-CN': told('zh-CN'), en: told('en') }]]
    }),
  )
}

type Line = { team: Team; language: Language; working: Places; history: LineHistory; standing: ReadonlyMap<ConversationId, Standing> }

function waitFor(ctx: QueryContext, { team, language, working, history, standing }: Line): NewcomerWait {
  const demands = team.questionTypes.map((questionType) => ({ teamId: team.id, language, questionType, urgent: false, care: false, restricted: false }))
  const line = inLine(ctx, { teamId: team.id, working }, standing)
  if (line.length === 0 && demands.every((demand) => working.hasRoom(demand))) return { kind: 'none' }
  const [priority = 'normal'] = demands.map(priorityOf).toSorted((a, b) => HEAD_START_MS[a] - HEAD_START_MS[b])
  const fittingShare = Math.min(1, ...demands.map((demand) => working.fittingShare(demand)))
  const facts = factsInLine(history, [...line, { id: NEWCOMER, priority, waitedSeconds: 0, fittingShare }], working).get(NEWCOMER)
  return facts === undefined ? { kind: 'cannot_say', why: 'no_experience' } : estimateWait(facts)
}
