/** What an English question is compared by: stems and their pairs, what they mean in a wallet, and the letters inside words. */
import { stemEnglish } from './english-stem.ts'
import { meaningsOf } from './english-meanings.ts'
import type { FeatureGroups } from './vector-space.ts'

const SHORT_FORMS: readonly (readonly [RegExp, string])[] = [
  [/\bcan'?t\b|\bcannot\b/g, 'can not'],
  [/\bwon'?t\b/g, 'will not'],
  [/(\w)n't\b/g, '$1 not'],
  [/\b(did|does|do|is|was|has|have|had|are|were|would|could|should)nt\b/g, '$1 not'],
  [/'(s|m|re|ve|ll|d)\b/g, ''],
]

/** Words of an English text: lower case, short forms opened, numbers and money as marks of their own. */
export function englishWords(text: string): string[] {
  let plain = text.normalize('NFKC').toLowerCase().replaceAll('’', "'").replaceAll('‘', "'").replaceAll('`', "'")
  for (const [form, opened] of SHORT_FORMS) plain = plain.replace(form, opened)
  plain = plain
    .replace(/[£$€¥]\s?\d[\d.,]*|\d[\d.,]*\s?[£$€¥]/g, ' _money ')
    .replace(/[£$€¥]/g, ' _money ')
    .replace(/\d[\d.,]*/g, ' _number ')
  return plain.match(/[a-z_]+(?:'[a-z]+)?/g)?.filter((word) => word.length > 1 || word === 'i' || word === 'a') ?? []
}

const count = (features: Map<string, number>, feature: string): void => void features.set(feature, (features.get(feature) ?? 0) + 1)

const stemsOf = (words: readonly string[]): string[] => words.map((word) => (word.startsWith('_') ? word : stemEnglish(word)))

/** What a text is searched by, each once: stems and meanings. Made for long texts. */
export function englishTerms(text: string): string[] {
  const stems = stemsOf(englishWords(text))
  return [...new Set(stems), ...new Set(meaningsOf(stems).map((meaning) => `=${meaning}`))]
}

/** Groups: words, pairs of words, meanings with their pairs, letters inside words. */
export function englishFeatures(text: string): FeatureGroups {
  const words = englishWords(text)
  const stems = stemsOf(words)
  const single = new Map<string, number>()
  const pairs = new Map<string, number>()
  const meant = new Map<string, number>()
  const letters = new Map<string, number>()
  stems.forEach((stem, at) => {
    count(single, stem)
    if (at > 0) count(pairs, `${stems[at - 1]} ${stem}`)
  })
  const meanings = meaningsOf(stems)
  meanings.forEach((meaning, at) => {
    count(meant, meaning)
    for (let other = Math.max(0, at - 4); other < at; other += 1) count(meant, [meanings[other], meaning].sort().join('+'))
  })
  for (const word of words) {
    const padded = `^${word}$`
    for (let size = 3; size <= 5; size += 1) {
      for (let at = 0; at + size <= padded.length; at += 1) count(letters, padded.slice(at, at + size))
    }
  }
  return [single, pairs, meant, letters]
}
