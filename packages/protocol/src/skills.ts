/** What an agent can answer, and how a team shares its work. */
import * as z from 'zod'
import { QuestionType } from './entries/conversation.ts'

/** 1 = knows the usual, 2 = answers on his own, 3 = whom the others ask. */
export const SKILL_LEVELS = [1, 2, 3] as const
export const SkillLevel = z.literal(SKILL_LEVELS)
export type SkillLevel = z.infer<typeof SkillLevel>

/** A question type that is missing is not answered by this agent while somebody else of the team can. */
export const Skills = z.partialRecord(QuestionType, SkillLevel)
export type Skills = z.infer<typeof Skills>

export const STRATEGIES = ['least_busy', 'longest_idle'] as const
/** To whom of those who can: the one with the largest free share of capacity, or the one who was given nothing for the longest time. */
export const Strategy = z.enum(STRATEGIES)
export type Strategy = z.infer<typeof Strategy>

/** How long an agent has to accept what is offered. Shorter than ten seconds nobody can read it; longer than two minutes the customer waits for nothing. */
export const AcceptSeconds = z.int().min(10).max(120)
