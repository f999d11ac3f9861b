import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { Reaction } from '../../platform/react.ts'
import { takeTurn, type Bot } from './take-turn.ts'

/** The bot's turn comes with everything a customer does in a conversation that no person holds. */
export function botReaction(bot: Bot): Reaction {
  return {
    group: 'bot',
    of: ['customer', 'system'],
    unattended: true,
    on: ['conversation.opened', 'message.posted', 'transaction.attached', 'answer.rated', 'conversation.reopened'],
    async handle(entries) {
      const [first] = entries
      // its own words, and colleagues', come by here too and ask nothing of it
      if (first === undefined || entries.every(({ actor }) => actor.kind === 'bot' || actor.kind === 'agent')) return
      // streams of these entry types are conversations, and carry their id
      await takeTurn(bot, first.streamId as ConversationId)
    },
  }
}
