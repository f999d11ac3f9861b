import { callBackMovedWords } from '@yingda/i18n/bot/call-back-words.ts'
import type { EntryData } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { Reaction } from '../../platform/react.ts'
import { conversationForBot, postBotMessage } from '../conversation/api.ts'
import { answerId } from './answer-id.ts'
import type { BotOptions } from './take-turn.ts'

/** Whose time to be called back at was put to another one hears of it, also where he is not looking; not if it has been changed or called off since. */
export function callBackMovedReaction({ runner, names, timeZone }: Pick<BotOptions, 'runner' | 'names' | 'timeZone'>): Reaction {
  return {
    group: 'call_back_moved',
    on: ['conversation.call_back_requested', 'conversation.call_back_cancelled'],
    async handle(entries) {
      const last = entries.at(-1)
      if (last?.type !== 'conversation.call_back_requested') return
      const arranged = last.data as EntryData<'conversation.call_back_requested'> // our own entries
      if (arranged.moved !== true) return
      const conversationId = last.streamId as ConversationId // streams of these entries are conversations, and carry their id
      const read = await runner.query({ kind: 'system' }, async (ctx) => ({ conversation: await conversationForBot(ctx, conversationId), now: ctx.now }))
      if (read.conversation === null) return
      const { language } = read.conversation
      const [from, until] = [arranged.from, arranged.until].map((at) => (at === null ? null : new Date(at)))
      const text = callBackMovedWords({ channel: arranged.channel, from: from ?? null, until: until ?? null }, { now: read.now, timeZone, language })
      const clientId = answerId(conversationId, last.seq)
      // It deals with nothing that stands there: a secret that was hidden is still to be named.
      const answer = { kind: 'notice' as const, source: null, transactionId: null, quickReplies: [], suggestions: [], answersSeq: 0 }
      await runner.run({ kind: 'bot', name: names[language] }, (ctx) => postBotMessage(ctx, { conversationId, clientId, text, answer }))
    },
  }
}
