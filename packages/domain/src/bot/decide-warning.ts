import type { Language } from '@yingda/protocol/language.ts'
import type { BotState } from './bot-state.ts'
import type { BotDecision } from './decide-bot-turn.ts'
import { languageOfText } from './question-language.ts'

/**
 * In line for a person the bot answers nothing; only that a secret was hidden it says still, once for what it hid.
 *
 * @returns null = nothing was hidden since the bot last spoke
 */
export function decideWarning(state: BotState, language: Language): Exclude<BotDecision, { do: 'nothing' }> | null {
  const hidden = state.pending.findLast((pending) => pending.kind === 'message' && pending.secret !== null)
  if (hidden?.kind !== 'message') return null
  return {
    do: 'say',
    language: languageOfText(hidden.text, language),
    answersSeq: hidden.seq,
    introduce: false,
    secret: hidden.secret,
    saying: { kind: 'secret_hidden' },
    reason: null,
    urgent: false,
    questionType: null,
  }
}
