/**
 * Examples of questions that no article answers, so that the ranker knows them as such: those for a person although
 * there is nothing to read about them, and those that have nothing to do with a wallet.
 */
import type { Language } from '@yingda/protocol/language.ts'
import { CHINESE_WITHOUT_ARTICLE } from './no-article-chinese.ts'
import { ENGLISH_WITHOUT_ARTICLE } from './no-article-english.ts'
import type { NoArticleExamples } from './no-article-topics.ts'

export const noArticleExamples = (language: Language): NoArticleExamples => (language === 'en' ? ENGLISH_WITHOUT_ARTICLE : CHINESE_WITHOUT_ARTICLE)
