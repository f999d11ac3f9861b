/**
 * The first bot: answers from help articles and from what the wallet says, and from nothing else; says when it is not
 * sure, and hands over with a summary. Reacts to what customers do; owns no table. What it understands can be replaced
 * behind `Understanding`.
 */
import { createLearning } from './understanding.ts'
import type { Bot, BotOptions } from './take-turn.ts'

export type { Bot } from './take-turn.ts'
export { botReaction } from './reaction.ts'

/**
 * A bot begins to learn its articles at once, beside other work, so that the first question need not wait for it. With
 * `learnAtStart` false it begins with the first question (tests, nodes that only serve).
 */
export function createBot({ learnAtStart = true, ...options }: BotOptions & { learnAtStart?: boolean }): Bot {
  const bot = { ...options, learned: createLearning() }
  // What goes wrong here goes wrong again for the first question, and is told there.
  if (learnAtStart)
    options.knowledge
      .library()
      .then(bot.learned)
      .catch(() => {})
  return bot
}
