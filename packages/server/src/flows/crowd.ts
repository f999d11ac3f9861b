/** Customers who all want to begin a conversation at once, and ask again until each is in. */
import { setTimeout as wait } from 'node:timers/promises'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { aKnownCustomer } from './callers.ts'
import type { Desk } from './desk.ts'
import { opening } from './talk.ts'

export type Question = { clientId: string; messageId: string; conversationId: ConversationId | null; refusals: string[] }

export type Crowd = {
  questions: readonly Question[]
  /** One more wants to get in at any moment. */
  grow(): void
  /** How many are in. */
  taken(): number
  /** How often one was turned away, by what was said. */
  refusals(): ReadonlyMap<string, number>
  /** Nobody else comes. Resolves when everybody who came is in. */
  end(): Promise<void>
}

const AGAIN_AFTER_MS = 1000

/** For each who is in another comes, until the end. */
export function aCrowd(desk: Desk): Crowd {
  const questions: Question[] = []
  let ended = false
  const bring = async (): Promise<void> => {
    const customer = await aKnownCustomer(desk)
    const body = opening('other', '排队的问题')
    const question: Question = { clientId: body.clientId, messageId: body.message?.clientId ?? '', conversationId: null, refusals: [] }
    questions.push(question)
    while (question.conversationId === null) {
      const { status, body: answer } = await customer.post('/conversations', body)
      if (status === 200) question.conversationId = answer.conversation.id
      else {
        question.refusals.push(answer.code)
        await wait(AGAIN_AFTER_MS * (0.5 + Math.random()))
      }
    }
  }
  const keepComing = async (): Promise<void> => {
    while (!ended) await bring()
  }
  const everybody: Promise<void>[] = []
  return {
    grow: () => void everybody.push(keepComing()),
    questions,
    taken: () => questions.filter(({ conversationId }) => conversationId !== null).length,
    refusals() {
      const codes = new Map<string, number>()
      for (const code of questions.flatMap(({ refusals }) => refusals)) codes.set(code, (codes.get(code) ?? 0) + 1)
      return codes
    },
    async end() {
      ended = true
      await Promise.all(everybody)
    },
  }
}
