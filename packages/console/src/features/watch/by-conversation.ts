import type { UndeliveredAnswer } from '@yingda/protocol/http/delivery.ts'

/** What of one conversation reached nobody: whoever sees to the customer sees to all of it at once. */
export type UndeliveredConversation = { first: UndeliveredAnswer; answers: readonly UndeliveredAnswer[] }

/** In the order of the oldest answer of each. */
export function byConversation(answers: readonly UndeliveredAnswer[]): UndeliveredConversation[] {
  const groups = Map.groupBy(answers, (answer) => answer.conversationId)
  return [...groups.values()].flatMap((own) => (own[0] === undefined ? [] : [{ first: own[0], answers: own }]))
}

/** Why they did not arrive, each reason once, and when that is tried again: the newest that was said of it. */
export const whyNot = ({ answers }: UndeliveredConversation): UndeliveredAnswer[] => [
  ...new Map(answers.map((answer) => [answer.reason, answer] as const)).values(),
]
