/**
 * The first bot: answers from help articles and from what the wallet says, and from nothing else; says when it is not
 * sure, and hands over with a summary. Reacts to what customers do; owns no table. What it understands can be replaced
 * behind `Understanding`.
 */
import { createLearning } from './understanding.ts'
import type { Bot, BotOptions } from './take-turn.ts'

export type { Bot } from './take-turn.ts'
export { botReaction } from './reaction.ts'

export const createBot = (options: BotOptions): Bot => ({ ...options, learned: createLearning() })
