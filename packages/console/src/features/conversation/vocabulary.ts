import type { Outcome, QuestionType } from '@yingda/protocol/entries/conversation.ts'

// The protocol's own lists come with zod; these are checked against its types instead and stay out of the first load.
export const QUESTION_KINDS = ['payment', 'transfer', 'refund', 'access', 'security', 'other'] as const satisfies readonly QuestionType[]
/** What an agent may say came of it; `ended_by_customer` is not the agent's to say. */
export const AGENT_OUTCOMES = ['answered', 'fixed', 'money_returned', 'passed_on', 'not_solved', 'spam'] as const satisfies readonly Outcome[]
