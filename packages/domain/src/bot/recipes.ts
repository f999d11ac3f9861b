/**
 * How each language is compared, and from where an answer is sure. The numbers were chosen on questions that stand in no
 * article (English: customers' own; Chinese: ways to ask, each held back in turn): about nine answers in ten are then the
 * right article, and of unrelated talk not more than one in twenty is answered.
 */
import type { Language } from '@yingda/protocol/language.ts'
import { chineseFeatures } from './chinese-features.ts'
import { englishFeatures } from './english-features.ts'
import type { RankerSettings } from './ranker.ts'
import type { Segmenter } from './segmenter.ts'

type Recipe = { readonly ranker: RankerSettings; readonly sureFrom: { readonly score: number; readonly lead: number } }

const ENGLISH: Recipe = {
  ranker: { featuresOf: englishFeatures, scales: [1, 0.7, 1.2, 1], cost: 0.5, likeness: 1 },
  sureFrom: { score: -0.07, lead: 0.2 },
}
const NO_SEGMENTER: Segmenter = { words: (text) => [...text], simplified: (text) => text }

export function recipeFor(language: Language, segmenter: Segmenter = NO_SEGMENTER): Recipe {
  if (language === 'en') return ENGLISH
  return {
    ranker: { featuresOf: (text) => chineseFeatures(text, segmenter), scales: [0.7, 1, 1, 1], cost: 0.5, likeness: 1 },
    sureFrom: { score: -0.1, lead: 0.28 },
  }
}
