import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { StaffId, TeamId } from '@yingda/protocol/ids.ts'
import type { Language } from '@yingda/protocol/language.ts'
import type { SkillLevel, Skills } from '@yingda/protocol/skills.ts'
import type { Priority } from '../conversation/owed.ts'

/** Somebody who is there and takes new conversations, whether or not there is a free place. */
export type AgentOnShift = {
  id: StaffId
  teamIds: readonly TeamId[]
  languages: readonly Language[]
  /** A question type that is missing is none of his. */
  skills: Skills
  capacity: number
  /** The weight of what is held and needs an answer, or is offered. */
  load: number
  /** Something is offered to him just now: he is asked one thing at a time. */
  hasOffer: boolean
  /** null = never yet, which counts as idle the longest. */
  lastAssignedAtMs: number | null
  seesRestricted: boolean
}

/** What the question needs whoever answers it to be: danger is nothing to practise on. */
export const MIN_LEVEL: Record<Priority, SkillLevel> = { urgent: 2, high: 1, normal: 1 }

export const levelOf = (agent: Pick<AgentOnShift, 'skills'>, questionType: QuestionType): number => agent.skills[questionType] ?? 0
