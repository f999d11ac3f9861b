import type { BotState } from '@yingda/domain/bot/bot-state.ts'
import { decideWarning } from '@yingda/domain/bot/decide-warning.ts'
import type { Runner } from '../../platform/command.ts'
import { postBotMessage, tellDanger, type ConversationForBot } from '../conversation/api.ts'
import { answerId } from './answer-id.ts'
import type { Learning } from './understanding.ts'
import { wordAnswer, type Surroundings } from './wording.ts'

type Speaker = { runner: Runner; learning: Learning }

/** Nothing is answered in line: what was hidden is named, and whoever tells of danger moves up, and is told what to do at once. */
export async function warnInLine({ runner, learning }: Speaker, conversation: ConversationForBot, state: BotState, around: Surroundings): Promise<void> {
  const warning = decideWarning(state, conversation, await learning.understanding(around.library))
  if (warning === null) return
  const { id: conversationId } = conversation
  const { text, answer } = wordAnswer(warning, around)
  const clientId = answerId(conversationId, warning.answersSeq)
  await runner.run({ kind: 'bot', name: around.names[warning.language] }, async (ctx) => {
    if (warning.urgent) await tellDanger(ctx, { conversationId })
    await postBotMessage(ctx, { conversationId, clientId, text, answer: { ...answer, quickReplies: [] } })
  })
}
