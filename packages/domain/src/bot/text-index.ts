/** Full-text search over title, question variants and body: what people search help with, and a second opinion for the bot. */
import type { Language } from '@yingda/protocol/language.ts'
import { learnBm25, openBm25, type Bm25Field, type LearnedBm25 } from './bm25.ts'
import { chineseTerms } from './chinese-features.ts'
import { englishTerms } from './english-features.ts'
import type { FindableArticle } from './findable-article.ts'
import type { Segmenter } from './segmenter.ts'

export type TextIndex = {
  /** By slug, 0 to about 1; articles without a word in common are left out. */
  scores(text: string): ReadonlyMap<string, number>
}

const TITLE_WEIGHT = 3

export type LearnedTexts = { readonly slugs: readonly string[]; readonly bm25: LearnedBm25 }

type TermsOf = (text: string) => string[]
const termsIn = (language: Language, segmenter: Segmenter): TermsOf => (language === 'en' ? englishTerms : (text) => chineseTerms(text, segmenter))

/** @param articles all of one language */
export function learnTexts(articles: readonly FindableArticle[], language: Language, segmenter: Segmenter): LearnedTexts {
  const termsOf = termsIn(language, segmenter)
  return { slugs: articles.map(({ slug }) => slug), bm25: learnBm25(articles.map((article) => fieldsOf(article, termsOf))) }
}

export function openTexts({ slugs, bm25: learned }: LearnedTexts, language: Language, segmenter: Segmenter): TextIndex {
  const termsOf = termsIn(language, segmenter)
  const bm25 = openBm25(learned)
  return {
    scores(text) {
      const scores = bm25.scores(termsOf(text))
      return new Map(slugs.flatMap((slug, at) => ((scores[at] ?? 0) > 0 ? [[slug, scores[at] ?? 0] as const] : [])))
    },
  }
}

/** An index made where others wait for the thread: yields between articles. @param articles all of one language */
export function* buildTextIndex(articles: readonly FindableArticle[], language: Language, segmenter: Segmenter): Generator<void, TextIndex> {
  const termsOf = termsIn(language, segmenter)
  const documents: Bm25Field[][] = []
  for (const article of articles) {
    documents.push(fieldsOf(article, termsOf))
    yield
  }
  return openTexts({ slugs: articles.map(({ slug }) => slug), bm25: learnBm25(documents) }, language, segmenter)
}

const fieldsOf = ({ title, variants, body }: FindableArticle, termsOf: TermsOf): Bm25Field[] => [
  { terms: termsOf(title), weight: TITLE_WEIGHT },
  { terms: variants.flatMap(termsOf), weight: 1 },
  { terms: termsOf(body), weight: 1 },
]
