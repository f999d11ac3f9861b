/**
 * The first bot: answers from help articles and from what the wallet says, and from nothing else; says when it is not
 * sure, and hands over with a summary. Reacts to what customers do; owns what it has learned from the articles. What it
 * understands can be replaced behind `Understanding`.
 */
import type { LearningOptions } from './understanding.ts'
import { createLearning } from './understanding.ts'
import type { Bot, BotOptions } from './take-turn.ts'
import { repeatEvery } from '../../platform/repeat.ts'

export type { Bot } from './take-turn.ts'
export { botReaction } from './reaction.ts'
export { callBackMovedReaction } from './call-back-moved.ts'
export { outOfHoursReaction } from './out-of-hours.ts'
export { shipLearned } from './learning/shipped.ts'

/** It learns with the first question, or from `startLearning` on. */
export function createBot({ log, ...options }: BotOptions & Pick<LearningOptions, 'log'>): Bot {
  return { ...options, learning: createLearning({ runner: options.runner, log }) }
}

/** How soon published changes are learned when nobody asks anything. */
const LOOK_EVERY_MS = 5000

/** Learn at once, and whenever other articles are published. Stopping ends a thread that still learns. */
export function startLearning({ knowledge, learning }: Bot, { log }: Pick<LearningOptions, 'log'>): { stop(): Promise<void> } {
  const look = async (): Promise<void> => learning.learned(await knowledge.library())
  const onError = (error: unknown): void => log.error({ err: error }, 'the bot could not look for new articles')
  look().catch(onError)
  const stopLooking = repeatEvery(LOOK_EVERY_MS, look, onError)
  return {
    async stop() {
      await learning.stop()
      await stopLooking()
    },
  }
}
