import type { Language } from '@yingda/protocol/language.ts'
import type { BotState } from './bot-state.ts'
import type { BotDecision, Saying } from './decide-bot-turn.ts'
import { INTENTS } from './intents.ts'
import { languageOfText } from './question-language.ts'
import { securitySign } from './security-signs.ts'
import type { Understanding } from './understanding.ts'

/** `urgent`: it is known already that an account, a person or money is in danger. */
export type InLineFacts = { readonly language: Language; readonly urgent: boolean }

/**
 * In line for a person the bot answers nothing. Only that a secret was hidden it says still, once for what it hid; and
 * where the words tell of danger, by what tells it before the line, what it says then.
 *
 * @returns null = neither came since the bot last spoke; `urgent` = danger is told, and was not known
 */
export function decideWarning(state: BotState, facts: InLineFacts, understanding: Understanding): Exclude<BotDecision, { do: 'nothing' }> | null {
  const messages = state.pending.filter((pending) => pending.kind === 'message')
  const hidden = messages.findLast(({ secret }) => secret !== null)
  const told = facts.urgent ? [] : messages.flatMap(({ seq, text }) => dangerIn(seq, text.replaceAll(/•+/g, ' '), facts.language, understanding) ?? [])
  const danger = told.at(-1)
  if (danger === undefined && hidden === undefined) return null
  return {
    do: 'say',
    language: danger?.language ?? languageOfText(hidden?.text ?? '', facts.language),
    answersSeq: Math.max(danger?.seq ?? 0, hidden?.seq ?? 0),
    introduce: false,
    secret: hidden?.secret ?? null,
    saying: danger?.saying ?? { kind: 'secret_hidden' },
    reason: null,
    urgent: danger !== undefined,
    questionType: null,
  }
}

type Danger = { seq: number; language: Language; saying: Saying }

/** As when it hands over: what to do at once, and that a colleague sees to it. Whoever asks for a person besides is in no less danger. */
function dangerIn(seq: number, text: string, otherwise: Language, understanding: Understanding): Danger | null {
  if (text.trim() === '') return null
  // By its words alone: where it was asked as one of security, whatever is not understood would be taken for danger.
  const understood = understanding.answer({ text, language: otherwise, questionType: 'other', history: { unanswered: [], notHelpful: [] } })
  const intent = understood.kind === 'needs_person' ? understood.intent : securitySign(text)
  if (intent === null || !isDanger(intent)) return null
  const slug = understood.kind === 'needs_person' ? understood.slug : null
  return { seq, language: understood.language, saying: { kind: 'handover', why: intent === DISTRESS ? 'distress' : 'topic', slug, statement: null } }
}

const DISTRESS = 'vulnerable_distress'
const isDanger = (intent: string): boolean => intent === DISTRESS || (INTENTS.get(intent)?.questionType === 'security' && INTENTS.get(intent)?.urgent === true)
