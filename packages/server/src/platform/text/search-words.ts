import { pairsOf, wordsOf } from './segment.ts'

const MOST_WORDS = 4000
const MOST_QUERY_WORDS = 12
/** PostgreSQL takes no lexeme over 2046 bytes; a character has four at most. What is sought is cut like what is kept. */
const MOST_WORD_CHARACTERS = 500

/** A `tsvector` literal of a text's words with their positions, and of its Han pairs; `::tsvector` takes it as it is. */
export function tsVectorOf(text: string): string {
  const words = wordsOf(text).slice(0, MOST_WORDS).map(cut)
  const placed = words.map((word, index) => `${quoted(word)}:${Math.min(index + 1, 16383)}`)
  const known = new Set(words)
  const pairs = [...new Set(pairsOf(text).slice(0, MOST_WORDS))].filter((pair) => !known.has(pair))
  return [...placed, ...pairs.map(quoted)].join(' ')
}

/** A `tsquery` literal that wants every word, the last one also as a beginning, or else every Han pair; null when there is no word in it. */
export function tsQueryOf(q: string): string | null {
  const words = [...new Set(wordsOf(q).map(cut))].slice(0, MOST_QUERY_WORDS)
  if (words.length === 0) return null
  const byWord = words.map((word, index) => (index === words.length - 1 ? `${quoted(word)}:*` : quoted(word))).join(' & ')
  const others = words.filter((word) => !/\p{Script=Han}/u.test(word))
  const byPair = [...new Set([...pairsOf(q), ...others])].slice(0, MOST_QUERY_WORDS).map(quoted).join(' & ')
  return pairsOf(q).length === 0 ? byWord : `(${byWord}) | (${byPair})`
}

/** By characters, as half a pair of units is no text. */
const cut = (word: string): string => (word.length <= MOST_WORD_CHARACTERS ? word : [...word].slice(0, MOST_WORD_CHARACTERS).join(''))

const quoted = (word: string): string => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
