/** Who may be given a conversation at all, free or not. */
import { QUESTION_TYPES, type QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { TeamId } from '@yingda/protocol/ids.ts'
import { Language } from '@yingda/protocol/language.ts'
import { priorityOf } from '../conversation/owed.ts'
import { poolsOf, servesAs, type OverflowFacts } from './overflow.ts'
import { placesFor } from './weights.ts'
import { levelOf, MIN_LEVEL, type AgentOnShift } from './agent-on-shift.ts'

/** All that decides who may be given it. */
export type Demand = {
  teamId: TeamId
  /** Who answers it, in order: its own team, and those that help by now. */
  teamIds: readonly TeamId[]
  language: Language
  questionType: QuestionType
  urgent: boolean
  care: boolean
  restricted: boolean
}

/** What nobody of the team who is there can offer. It is waived, else the customer would wait for nobody. */
export type Waived = 'language' | 'skill'
export type Fitting = { agents: readonly AgentOnShift[]; waived: readonly Waived[] }

/** Answers who fits, remembering: a long line asks the same few things again and again. */
export function fittingAmong(onShift: readonly AgentOnShift[]): (demand: Demand) => Fitting {
  const known = new Map<string, Fitting>()
  return (demand) => {
    const key = `${demand.teamIds.join()}/${demand.language}/${demand.questionType}/${priorityOf(demand)}/${String(demand.restricted)}`
    const fitting = known.get(key) ?? fittingFor(onShift, demand)
    known.set(key, fitting)
    return fitting
  }
}

/**
 * Of the team, or of one that helps it, and permitted, always. The customer's language and enough skill, as long as anybody of them who is
 * there has them, free or not: one who is full is waited for. Where nobody has, the others answer, the language coming
 * before the skill.
 */
function fittingFor(onShift: readonly AgentOnShift[], { teamIds, language, questionType, urgent, care, restricted }: Demand): Fitting {
  const permitted = onShift.filter((agent) => servesAs(teamIds, agent.teamIds) !== null && (!restricted || agent.seesRestricted))
  const speaking = permitted.filter((agent) => agent.languages.includes(language))
  const heard = speaking.length > 0 ? speaking : permitted
  const skilled = heard.filter((agent) => levelOf(agent, questionType) >= MIN_LEVEL[priorityOf({ questionType, urgent, care })])
  const waived: Waived[] = [...(heard === speaking ? [] : ['language' as const]), ...(skilled.length > 0 ? [] : ['skill' as const])]
  return { agents: skilled.length > 0 ? skilled : heard, waived }
}

/** So many at the front of a line may just have been declined by all who are free, and still what stands behind is seen. */
const MOST_DECLINED = 20

/** `least`: the weight of the lightest there may be. `asking`: teams whose members are asked first, about one thing at a time. */
export type RoomFacts = OverflowFacts & { least: number; asking: ReadonlySet<TeamId> }

/** What can be given out of a line: what has waited for so long at least, and for how many there is a place. */
export type DemandWithRoom = Demand & { waitedMs: number; places: number }

/**
 * What can be given out now of the lines of these teams, and how many places there are for it. Only this need be read of
 * the lines: one that is long because nobody for it is free holds up no other.
 */
export function demandsWithRoom(onShift: readonly AgentOnShift[], { asking, least, ...overflow }: RoomFacts): DemandWithRoom[] {
  const fitting = fittingAmong(onShift)
  const placesOf = (demand: Demand, agent: AgentOnShift): number => {
    const places = placesFor(agent, least)
    return asking.has(servesAs(demand.teamIds, agent.teamIds) ?? demand.teamId) ? Math.min(agent.hasOffer ? 0 : 1, places) : places
  }
  const found: DemandWithRoom[] = []
  for (const teamId of overflow.open)
    for (const { waitedMs, teamIds } of poolsOf(teamId, overflow))
      for (const demand of everyDemand(teamId, teamIds)) {
        const places = fitting(demand).agents.reduce((sum, agent) => sum + placesOf(demand, agent), 0)
        const readPast = teamIds.some((id) => asking.has(id)) ? MOST_DECLINED : 0
        if (places > 0) found.push({ ...demand, waitedMs, places: places + readPast })
      }
  return found
}

const BOTH = [false, true]
const everyDemand = (teamId: TeamId, teamIds: readonly TeamId[]): Demand[] =>
  Language.options.flatMap((language) =>
    QUESTION_TYPES.flatMap((questionType) =>
      BOTH.flatMap((urgent) => BOTH.flatMap((care) => BOTH.map((restricted) => ({ teamId, teamIds, language, questionType, urgent, care, restricted })))),
    ),
  )
