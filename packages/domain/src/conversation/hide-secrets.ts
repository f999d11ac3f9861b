/**
 * One-time codes, passwords, card numbers and keys in what a customer writes. Nobody here may have them, so they are
 * taken out before anything is written, sent on or looked at. What is hidden is told by the words beside it; amounts,
 * order numbers, phone numbers and dates stay.
 */
import type { HiddenPart } from '@yingda/protocol/entries/conversation.ts'
import { findCardNumbers } from './secrets/card-numbers.ts'
import { findBareCode, findCodes } from './secrets/codes.ts'
import { findToldCodes } from './secrets/codes-told.ts'
import { findCardChecks } from './secrets/card-checks.ts'
import { findKeys } from './secrets/keys.ts'
import { findPasswords } from './secrets/passwords.ts'
import { asPlain, type Span } from './secrets/plain.ts'

export type WithoutSecrets = { text: string; hidden: HiddenPart[] }

const MASK = '•'

/**
 * @param before.asked the words just before this message were about a code, so that a message of digits alone is one
 * @returns the text, equally long, with `•` at each hidden unit; `hidden` in the order of the text, never overlapping
 */
export function hideSecrets(text: string, { asked }: { asked: boolean }): WithoutSecrets {
  const plain = asPlain(text)
  const found: HiddenPart[] = [
    ...findKeys(plain).map((span) => ({ ...span, kind: 'key' as const })),
    ...findNumbers(plain, asked),
    ...findPasswords(plain).map((span) => ({ ...span, kind: 'password' as const })),
  ]
  const hidden = withoutOverlap(found)
  return { text: hidden.reduce(masked, text), hidden }
}

/** What is made of digits is not looked for where there is none. */
function findNumbers(plain: string, asked: boolean): HiddenPart[] {
  if (!/\d/.test(plain)) return []
  return [
    ...findCardNumbers(plain).map((span) => ({ ...span, kind: 'card' as const })),
    ...findCardChecks(plain).map((span) => ({ ...span, kind: 'cvv' as const })),
    ...findCodes(plain).map((span) => ({ ...span, kind: 'code' as const })),
    ...findToldCodes(plain).map((span) => ({ ...span, kind: 'code' as const })),
    ...(asked ? findBareCode(plain) : []).map((span) => ({ ...span, kind: 'code' as const })),
  ]
}

/** Whether these words are hidden or not by what stood before them. */
export const isBareCode = (text: string): boolean => findBareCode(asPlain(text)).length > 0

const masked = (text: string, { at, length }: Span): string => text.slice(0, at) + MASK.repeat(length) + text.slice(at + length)

/** Of two that overlap the one found first names the whole. */
function withoutOverlap(found: readonly HiddenPart[]): HiddenPart[] {
  const apart: HiddenPart[] = []
  for (const part of found) {
    const touching = apart.filter((other) => part.at < other.at + other.length && other.at < part.at + part.length)
    const [first] = touching
    const at = Math.min(part.at, ...touching.map((other) => other.at))
    const end = Math.max(part.at + part.length, ...touching.map((other) => other.at + other.length))
    for (const other of touching) apart.splice(apart.indexOf(other), 1)
    apart.push({ at, length: end - at, kind: first?.kind ?? part.kind })
  }
  return apart.sort((a, b) => a.at - b.at)
}
