import { botStateOf } from '@yingda/domain/bot/bot-state.ts'
import { decideBotTurn } from '@yingda/domain/bot/decide-bot-turn.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { Language } from '@yingda/protocol/language.ts'
import type { Runner } from '../../platform/command.ts'
import { conversationForBot, newestOf, postBotMessage, readTimeline, requestPerson } from '../conversation/api.ts'
import type { Knowledge } from '../knowledge/api.ts'
import { answerId } from './answer-id.ts'
import type { Learning } from './understanding.ts'
import { warnInLine } from './warn-in-line.ts'
import { wordAnswer, wordSummary } from './wording.ts'

export type BotOptions = {
  runner: Runner
  knowledge: Knowledge
  /** What the bot is called. */
  names: Readonly<Record<Language, string>>
  /** In which times are told to customers. */
  timeZone: string
}
export type Bot = BotOptions & { learning: Learning }

/** A conversation is the bot's for a few messages; more than these it does not read. */
const MOST_ENTRIES = 300
const AFTER_ALL = 2 ** 31

/** Whoever writes faster than the bot thinks is answered to what stands at last. */
const MOST_OVERTAKEN = 5

/**
 * Read the conversation as it stands and answer what is unanswered, once. A person's conversation is left alone; in line
 * for one, only what was hidden is named, and danger is heard.
 *
 * Thinking holds no lock. If the customer has written meanwhile, nothing is said and the bot thinks again; what it says
 * twice for the same state carries one id and is posted once.
 */
export async function takeTurn(bot: Bot, conversationId: ConversationId): Promise<void> {
  for (let tries = 0; tries < MOST_OVERTAKEN; tries += 1) {
    if ((await tryTurn(bot, conversationId, { mayBeOvertaken: tries === MOST_OVERTAKEN - 1 })) === 'done') return
  }
}

class Overtaken extends Error {}

async function tryTurn(bot: Bot, conversationId: ConversationId, { mayBeOvertaken }: { mayBeOvertaken: boolean }): Promise<'done' | 'overtaken'> {
  const { runner, knowledge, names, timeZone, learning } = bot
  const read = await runner.query({ kind: 'system' }, async (ctx) => {
    const conversation = await conversationForBot(ctx, conversationId)
    if (conversation === null || (conversation.status !== 'bot' && conversation.status !== 'waiting')) return null
    return { conversation, entries: await readTimeline(ctx, conversationId, { after: 0, before: AFTER_ALL, limit: MOST_ENTRIES }), now: ctx.now }
  })
  if (read === null) return 'done'
  const { conversation, entries, now } = read
  const state = botStateOf(entries)
  if (state.pending.length === 0) return 'done'

  const library = await knowledge.library()
  if (conversation.status === 'waiting') {
    await warnInLine(bot, conversation, state, { library, names, timeZone, now })
    return 'done'
  }
  const { language, questionType, transaction } = conversation
  const decision = decideBotTurn(state, { language, questionType, transaction, nowMs: now.getTime() }, await learning.understanding(library))
  if (decision.do === 'nothing') return 'done'
  const around = { library, names, timeZone, now }
  const { text, answer } = wordAnswer(decision, around)
  const message = { conversationId, clientId: answerId(conversationId, decision.answersSeq), text, answer }

  try {
    await runner.run({ kind: 'bot', name: names[decision.language] }, async (ctx) => {
      const { seq } = await postBotMessage(ctx, message)
      // Posting holds the conversation's lock: what came while the bot was thinking stands between by now.
      if (!mayBeOvertaken && seq > decision.answersSeq + 1 && (await newestOf(ctx, conversationId)).seq === seq) throw new Overtaken()
      if (seq === 0 || decision.do !== 'hand_over' || decision.saying.kind !== 'handover' || decision.reason === null) return
      const { reason, urgent, questionType } = decision
      const summary = wordSummary(decision.saying, state, around)
      await requestPerson(ctx, { conversationId, reason, summary, urgent, ...(questionType === null ? {} : { questionType }) })
    })
  } catch (error) {
    if (error instanceof Overtaken) return 'overtaken'
    throw error
  }
  return 'done'
}
