import type { Actor } from '@yingda/protocol/entries/actor.ts'
import type { EntryData } from '@yingda/protocol/entries/conversation.ts'

/** The bot's words that answer something, or that the customer must know; a greeting, thanks and the words of handing over are neither. */
const ANSWERING: readonly string[] = ['article', 'wallet', 'unsure', 'notice']

/** Whether a message is an answer that the customer is to get, wherever he is. */
export function isAnswer(actor: Actor, { answer }: Pick<EntryData<'message.posted'>, 'answer'>): boolean {
  if (actor.kind === 'bot') return answer !== null && ANSWERING.includes(answer.kind)
  return actor.kind === 'agent'
}
