/** A text of the customer's with the secrets taken out of it, in the pieces it is drawn in. Pure. */
import type { HiddenPart } from './entries/conversation.ts'

export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  /** `digits`: how many, where that is certain. */
  | { readonly kind: 'hidden'; readonly of: HiddenPart['kind']; readonly digits: number | null }

/** Up to here the marks are digits; what is longer may hold blanks or dashes between them. */
const SURELY_DIGITS: Partial<Record<HiddenPart['kind'], number>> = { code: 6, cvv: 4 }

/** @param hidden places in UTF-16 units; one that does not lie in the text behind the one before it is left as it stands */
export function piecesOf(text: string, hidden: readonly HiddenPart[]): readonly Piece[] {
  const pieces: Piece[] = []
  let end = 0
  const say = (to: number) => {
    if (to > end) pieces.push({ kind: 'text', text: text.slice(end, to) })
  }
  for (const { at, length, kind } of hidden) {
    if (at < end || at + length > text.length) continue
    say(at)
    pieces.push({ kind: 'hidden', of: kind, digits: length <= (SURELY_DIGITS[kind] ?? 0) ? length : null })
    end = at + length
  }
  say(text.length)
  return pieces
}
