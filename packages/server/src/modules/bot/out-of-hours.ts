import { awayWords } from '@yingda/i18n/bot/hours-words.ts'
import type { EntryData } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { Reaction, RecordedEntry } from '../../platform/react.ts'
import { conversationForBot, postBotMessage } from '../conversation/api.ts'
import { listTeams } from '../identity/api.ts'
import { answerDueAt } from '../obligation/api.ts'
import { hoursOfTeams } from '../workforce/api.ts'
import { answerId } from './answer-id.ts'
import type { BotOptions } from './take-turn.ts'

const RUNNING_OUT: readonly string[] = ['promise.at_risk', 'promise.missed']

/** What is to be resolved was never told to the customer by its time. */
const isOfAnswer = ({ type, data }: RecordedEntry): boolean => !RUNNING_OUT.includes(type) || (data as EntryData<'promise.missed'>).promise !== 'resolution' // our own entries

/**
 * Who waits for a person while the team is away, however it came to be, in line for the first time, again or in another one,
 * hears from when somebody is there and by when there is an answer: once until then. Within hours nothing is said, nor to whom
 * somebody comes back at a time. Where the line was closed after an answer was promised for before it opens again, that this
 * cannot be kept is owned up to, when the time is nearly over or has run out: whoever has left hears of it as of an answer.
 */
export function outOfHoursReaction({ runner, names, timeZone }: Pick<BotOptions, 'runner' | 'names' | 'timeZone'>): Reaction {
  return {
    group: 'hours',
    on: ['conversation.queued', 'conversation.reopened', 'conversation.transferred', ...RUNNING_OUT],
    async handle(entries) {
      const entered = entries.filter(isOfAnswer).at(-1)
      if (entered === undefined) return
      const isRunningOut = RUNNING_OUT.includes(entered.type)
      const conversationId = entered.streamId as ConversationId // streams of these entries are conversations, and carry their id
      const read = await runner.query({ kind: 'system' }, async (ctx) => {
        const conversation = await conversationForBot(ctx, conversationId)
        if (conversation?.status !== 'waiting' || conversation.isArranged) return null
        const team = (await listTeams(ctx)).filter(({ id }) => id === conversation.teamId)
        return { language: conversation.language, hours: await hoursOfTeams(ctx, team), dueAt: await answerDueAt(ctx, conversationId), now: ctx.now }
      })
      if (read === null || read.hours.isOpen) return
      const { language, hours, dueAt, now } = read
      if (isRunningOut && (dueAt === null || (hours.opensAt !== null && dueAt > hours.opensAt))) return
      const text = awayWords({ opensAt: hours.opensAt, dueAt, broken: isRunningOut }, { now, timeZone, language })
      const occasion = hours.opensAt === null ? entered.seq : `opens ${hours.opensAt.toISOString()}`
      const clientId = answerId(conversationId, isRunningOut ? `late ${dueAt?.toISOString()}` : occasion)
      const answer = {
        kind: 'acknowledgement' as const,
        source: null,
        transactionId: null,
        quickReplies: [],
        suggestions: [],
        // It deals with nothing that stands there: a secret that was hidden is still to be named.
        answersSeq: 0,
      }
      await runner.run({ kind: 'bot', name: names[language] }, (ctx) => postBotMessage(ctx, { conversationId, clientId, text, answer }))
    },
  }
}
