import { wordsOf } from './segment.ts'

const MOST_WORDS = 4000
const MOST_QUERY_WORDS = 12

/** A `tsvector` literal of a text's words with their positions; `::tsvector` takes it as it is. */
export function tsVectorOf(text: string): string {
  return wordsOf(text).slice(0, MOST_WORDS).map((word, index) => `${quoted(word)}:${Math.min(index + 1, 16383)}`).join(' ')
}

/** A `tsquery` literal that wants every word, the last one also as a beginning; null when there is no word in it. */
export function tsQueryOf(q: string): string | null {
  const words = [...new Set(wordsOf(q))].slice(0, MOST_QUERY_WORDS)
  if (words.length === 0) return null
  return words.map((word, index) => (index === words.length - 1 ? `${quoted(word)}:*` : quoted(word))).join(' & ')
}

const quoted = (word: string): string => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
