/** Full-text search over title, question variants and body: what people search help with, and a second opinion for the bot. */
import type { Language } from '@yingda/protocol/language.ts'
import { buildBm25, type Bm25Field } from './bm25.ts'
import { chineseFeatures } from './chinese-features.ts'
import { englishFeatures } from './english-features.ts'
import type { FindableArticle } from './findable-article.ts'
import type { Segmenter } from './segmenter.ts'
import type { FeatureGroups } from './vector-space.ts'

export type TextIndex = {
  /** By slug, 0 to about 1; articles without a word in common are left out. */
  scores(text: string): ReadonlyMap<string, number>
}

const TITLE_WEIGHT = 3

/** Single meanings only: their pairs would count the same words again. */
const meaningsIn = (group: ReadonlyMap<string, number> | undefined): string[] =>
  [...(group?.keys() ?? [])].filter((key) => !key.includes('+')).map((key) => `=${key}`)

const englishTerms = (groups: FeatureGroups): string[] => [...(groups[0]?.keys() ?? []), ...meaningsIn(groups[2])]
const chineseTerms = (groups: FeatureGroups): string[] => [
  ...(groups[0]?.keys() ?? []),
  ...[...(groups[1]?.keys() ?? [])].filter((pair) => !pair.includes('~')),
  ...(groups[2]?.keys() ?? []),
  ...meaningsIn(groups[3]),
]

/** Yields between articles. @param articles all of one language */
export function* buildTextIndex(articles: readonly FindableArticle[], language: Language, segmenter: Segmenter): Generator<void, TextIndex> {
  const termsOf = (text: string): string[] => (language === 'en' ? englishTerms(englishFeatures(text)) : chineseTerms(chineseFeatures(text, segmenter)))
  const documents: Bm25Field[][] = []
  for (const article of articles) {
    documents.push([
      { terms: termsOf(article.title), weight: TITLE_WEIGHT },
      { terms: article.variants.flatMap(termsOf), weight: 1 },
      { terms: termsOf(article.body), weight: 1 },
    ])
    yield
  }
  const bm25 = buildBm25(documents)
  return {
    scores(text) {
      const scores = bm25.scores(termsOf(text))
      return new Map(articles.flatMap((article, at) => ((scores[at] ?? 0) > 0 ? [[article.slug, scores[at] ?? 0] as const] : [])))
    },
  }
}
