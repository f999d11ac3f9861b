import { callBackAgreedWords, callBackMovedWords, type Arranged } from '@yingda/i18n/bot/call-back-words.ts'
import type { ConversationEntry } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { Reaction, RecordedEntry } from '../../platform/react.ts'
import { conversationForBot, postBotMessage } from '../conversation/api.ts'
import { answerId } from './answer-id.ts'
import type { BotOptions } from './take-turn.ts'

/** Whose time to be called back at was put to another one, or who agreed to another, hears of it, also where he is not looking; not if it has been changed or called off since. */
export function callBackMovedReaction({ runner, names, timeZone }: Pick<BotOptions, 'runner' | 'names' | 'timeZone'>): Reaction {
  return {
    group: 'call_back_moved',
    on: ['conversation.call_back_requested', 'conversation.call_back_cancelled', 'conversation.called_back'],
    async handle(entries) {
      const last = entries.at(-1)
      const time = last === undefined ? null : movedTo(last)
      if (last === undefined || time === null) return
      const conversationId = last.streamId as ConversationId // streams of these entries are conversations, and carry their id
      const read = await runner.query({ kind: 'system' }, async (ctx) => ({ conversation: await conversationForBot(ctx, conversationId), now: ctx.now }))
      if (read.conversation === null) return
      const { language } = read.conversation
      const moment = { now: read.now, timeZone, language }
      const text = time.agreed ? callBackAgreedWords(time, moment) : callBackMovedWords(time, moment)
      const clientId = answerId(conversationId, last.seq)
      // It deals with nothing that stands there: a secret that was hidden is still to be named.
      const answer = { kind: 'notice' as const, source: null, transactionId: null, quickReplies: [], suggestions: [], answersSeq: 0 }
      await runner.run({ kind: 'bot', name: names[language] }, (ctx) => postBotMessage(ctx, { conversationId, clientId, text, answer }))
    },
  }
}

/** Which time it was put to, and by whose wish; null where it was not, or the customer chose it himself. */
function movedTo({ type, data }: RecordedEntry): (Arranged & { agreed: boolean }) | null {
  const entry = { type, data } as ConversationEntry // our own entries
  if (entry.type === 'conversation.call_back_requested' && entry.data.moved === true)
    return { channel: entry.data.channel, from: dateOf(entry.data.from), until: dateOf(entry.data.until), agreed: false }
  if (entry.type === 'conversation.called_back' && entry.data.agreed === true)
    return { channel: 'phone', from: dateOf(entry.data.from), until: dateOf(entry.data.until), agreed: true }
  return null
}

const dateOf = (at: string | null): Date | null => (at === null ? null : new Date(at))
