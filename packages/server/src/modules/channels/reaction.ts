import { isAnswer } from '@yingda/domain/delivery/answers.ts'
import type { EntryData } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationId, CustomerId } from '@yingda/protocol/ids.ts'
import type { Runner } from '../../platform/command.ts'
import type { Reaction, RecordedEntry } from '../../platform/react.ts'
import { forgetAddresses } from './forget-address.ts'
import { forgetRedacted, giveToOwner, insertAnswers, type NewAnswer } from './store.ts'

const MINUTE_MS = 60_000
/** What an agent says within this time goes in one mail. */
export const TOGETHER_MS = 20_000

/** Each answer is noted, with the time until which it may stay unread on the web; one that was asked for by mail waits for no reading. What is redacted goes nowhere any more, and what is closed needs an address only as long as something goes there. */
export function deliveryReaction({ runner, afterMinutes }: { runner: Runner; afterMinutes: number }): Reaction {
  return {
    group: 'delivery',
    on: ['message.posted', 'entry.redacted', 'conversation.closed'],
    of: ['agent', 'bot', 'system'],
    together: true,
    paceMs: 500, // minutes lie between an answer and what is done about it
    handle: (entries) =>
      runner.run({ kind: 'system' }, async (ctx) => {
        await insertAnswers(ctx, entries.filter(isAnswerFor).map(answerOf))
        await forgetRedacted(ctx, entries.filter((entry) => entry.type === 'entry.redacted').map(redactedBy))
        await forgetAddresses(ctx, entries.filter((entry) => entry.type === 'conversation.closed').map(conversationOf))
      }),
  }

  function answerOf(entry: Answer): NewAnswer {
    const { streamId, seq, customerSeq, customerId, at, data } = entry
    const byMail = (data as EntryData<'message.posted'>).byMail === true // written by our own `record`
    const lookAt = new Date(at.getTime() + (byMail ? TOGETHER_MS : afterMinutes * MINUTE_MS))
    return { conversationId: streamId, seq, customerSeq, customerId, byMail, postedAt: at.toISOString(), lookAt: lookAt.toISOString() }
  }
}

/** What was on its way to a visitor belongs to the customer he turned out to be. */
export const joinedReaction = (runner: Runner): Reaction => ({
  group: 'delivery_joined',
  on: ['customer.joined'],
  together: true,
  handle: (entries) => runner.run({ kind: 'system' }, (ctx) => giveToOwner(ctx, entries.map(ownerOf))),
})

type Answer = RecordedEntry & { customerSeq: number; customerId: string }

const isAnswerFor = (entry: RecordedEntry): entry is Answer =>
  entry.type === 'message.posted' && entry.customerSeq !== null && entry.customerId !== null && isAnswer(entry.actor, entry.data as EntryData<'message.posted'>) // written by our own `record`

const ownerOf = ({ streamId, customerId }: RecordedEntry) => ({ conversationId: streamId, customerId: customerId as CustomerId }) // a conversation's stream has one

const conversationOf = ({ streamId }: RecordedEntry): ConversationId => streamId as ConversationId // only conversations have such entries

const redactedBy = ({ streamId, data }: RecordedEntry) => ({
  conversation_id: streamId as ConversationId, // only conversations have such entries
  seq: (data as EntryData<'entry.redacted'>).seq,
})
