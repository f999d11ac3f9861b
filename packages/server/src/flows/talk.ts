import { randomUUID } from 'node:crypto'
import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import assert from 'node:assert/strict'
import type { Answer, Caller, Extra } from './callers.ts'

/** A body for a message, under a client id of its own. */
export const words = (text: string, clientId: string = randomUUID()) => ({ clientId, text, attachmentIds: [] as string[] })

export const opening = (questionType: QuestionType = 'payment', text: string | null = null) => ({
  clientId: randomUUID(),
  questionType,
  language: 'zh-CN',
  context: {},
  transactionId: null,
  message: text === null ? null : words(text),
})

/** Open a conversation as this customer. */
export async function started(customer: Caller, questionType: QuestionType = 'payment', text: string | null = null): Promise<ConversationId> {
  const answer = ok(await customer.post('/conversations', opening(questionType, text)))
  return answer.body.conversation.id
}

export const say = (caller: Caller, conversationId: string, text: string, extra?: Extra): Promise<Answer> =>
  caller.post(`/conversations/${conversationId}/messages`, words(text), extra)

/** The answer, which must be a success. */
export function ok(answer: Answer): Answer {
  assert.equal(answer.status, 200, answer.text)
  return answer
}

/** The answer must be this refusal: status as listed, words not empty. */
export function refused(answer: Answer, code: string): void {
  assert.equal(answer.body?.code, code, `${answer.status} ${answer.text.slice(0, 300)}`)
  assert.ok(answer.status >= 400 && typeof answer.body.message === 'string' && answer.body.message.length > 0, answer.text)
}
