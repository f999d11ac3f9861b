/** What opens a wallet of crypto-money: recovery words and private keys, called so. */
import { spansOf, type Span } from './plain.ts'

/** One of these stands in every label below: without it nothing is looked for. */
const SPOKEN_OF = /助记词|恢复词|私钥|seed|recovery|mnemonic|secret|backup|private|privkey/i
const KEY = String.raw`(?<![0-9a-z])(?:0x)?[0-9a-f]{64}(?![0-9a-z])|(?<![0-9a-z])[5KL][1-9A-HJ-NP-Za-km-z]{50,51}(?![0-9a-z])`
const KEY_WORD = String.raw`私钥|private[ _-]?key|secret[ _-]?key|privkey`
const NOT_A_HASH = String.raw`(?:(?!hash|哈希|交易|txid|tx\b)[^0-9]){0,24}?`
const KEY_AFTER = new RegExp(String.raw`(?:${KEY_WORD})${NOT_A_HASH}(${KEY})`, 'dgi')
const KEY_BEFORE = new RegExp(String.raw`(${KEY})\s*(?:就?是|is|was)\s*(?:(?:my|the|我的)\s*)?(?:${KEY_WORD})`, 'dgi')

const WORDS_LABEL = String.raw`助记词|恢复词|(?:seed|recovery|mnemonic|secret|backup)(?: (?:phrase|words?))?|mnemonic`
/** Read in one way only: were there two ways to read each unit, a long run of them would be tried in more ways than can be counted. */
const BETWEEN = String.raw`(?:[\s,，、]|\d{1,2}(?!\d)[.):]?)+`
const PHRASE = new RegExp(
  String.raw`(?:${WORDS_LABEL})[^a-z]{0,12}?(?:(?:is|are|was|words?|phrase|these|following|below)[^a-z]{1,8}){0,3}((?:\d{1,2}[.)、:]?\s*)?[a-z]{3,8}(?:${BETWEEN}[a-z]{3,8}){11,23})(?![a-z])`,
  'dg',
)
/** None of these is among the words that recovery phrases are made of: with them it is a sentence. */
const SENTENCE =
  /\b(?:the|and|but|not|for|with|was|are|from|please|help|lost|cannot|where|which|who|how|why|does|did|has|had|were|been|could|should|would|its|into|your)\b/

export function findKeys(plain: string): Span[] {
  if (!SPOKEN_OF.test(plain)) return []
  const phrases = spansOf(plain, PHRASE).filter(({ at, length }) => !SENTENCE.test(plain.slice(at, at + length)))
  return [...phrases, ...spansOf(plain, KEY_AFTER), ...spansOf(plain, KEY_BEFORE)]
}
