/**
 * What is learned from the articles of one language. Learning takes seconds; what comes of it is plain data that can be
 * kept, handed to another thread, and opened in some milliseconds. The same articles in the same order give the same data.
 */
import type { Language } from '@yingda/protocol/language.ts'
import type { FindableArticle } from './findable-article.ts'
import { noArticleExamples } from './no-article.ts'
import { learnRanker, openRanker, type LearnedRanker } from './ranker.ts'
import { recipeFor } from './recipes.ts'
import type { Segmenter } from './segmenter.ts'
import { learnTexts, openTexts, type LearnedTexts } from './text-index.ts'
import type { Known } from './understanding.ts'

export type LearnedLanguage = { readonly ranker: LearnedRanker; readonly texts: LearnedTexts }

/** @param articles all of one language */
export function learnLanguage(articles: readonly FindableArticle[], language: Language, segmenter: Segmenter): LearnedLanguage {
  const asked = articles.flatMap((article) => [article.title, ...article.variants].map((text) => ({ topic: article.slug, text })))
  const others = Object.entries(noArticleExamples(language)).flatMap(([topic, texts]) => texts.map((text) => ({ topic, text })))
  return { ranker: learnRanker([...asked, ...others], recipeFor(language, segmenter).ranker), texts: learnTexts(articles, language, segmenter) }
}

export function openLanguage({ ranker, texts }: LearnedLanguage, language: Language, segmenter: Segmenter): Known {
  return { ranker: openRanker(ranker, recipeFor(language, segmenter).ranker), ofText: openTexts(texts, language, segmenter).scores }
}
