/** What is kept of the words that somebody writes: all of a colleague's, a customer's without the secrets in it. */
import { hideSecrets, type WithoutSecrets } from '@yingda/domain/conversation/hide-secrets.ts'
import { endsBeforeCode, speaksOfCodes } from '@yingda/domain/conversation/secrets/codes.ts'
import { MAX_TEXT_CHARS } from '@yingda/protocol/realtime.ts'
import type { Actor } from '../../platform/actor.ts'

export type LastWords = { text: string | null; from: 'customer' | 'bot' | 'agent' | null }

/** @param last the newest words of the conversation, as its row holds them */
export function wordsOf(actor: Actor, text: string, last: LastWords): WithoutSecrets {
  return mayHoldSecrets(actor, text) ? hideSecrets(text, { asked: asksForCode(last) }) : { text, hidden: [] }
}

/** What may have been kept of these words when they were first sent, whatever stood before them then. */
export function keptOf(actor: Actor, text: string): string[] {
  return mayHoldSecrets(actor, text) ? [...new Set([true, false].map((asked) => hideSecrets(text, { asked }).text))] : [text]
}

// What is too long is refused and kept nowhere.
const mayHoldSecrets = (actor: Actor, text: string): boolean => actor.kind === 'customer' && text.length <= MAX_TEXT_CHARS

function asksForCode({ text, from }: LastWords): boolean {
  if (text === null) return false
  return from === 'customer' ? endsBeforeCode(text) : speaksOfCodes(text)
}
