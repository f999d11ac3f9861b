/**
 * A hand-over summary is worded once for each language that staff read. Both stand in the entry's one text, so that they
 * are proven, redacted and erased as every other text is.
 */
import { Bilingual } from '@yingda/protocol/language.ts'

export const packSummary = (words: Bilingual | null): string => (words === null ? '' : JSON.stringify(words))

/** @returns null where the text is none of ours: an older summary, in one language only */
export function unpackSummary(text: string): Bilingual | null {
  if (!text.startsWith('{')) return null
  try {
    return Bilingual.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** All of its words, to be found by. */
export function wordsOfSummary(text: string): string {
  const words = unpackSummary(text)
  return words === null ? text : Object.values(words).join('\n')
}
