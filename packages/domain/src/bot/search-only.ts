/**
 * Understanding before anything has been learned: what a rule recognises is recognised; for the rest, articles found by
 * full text are offered to choose from, and a person. It never says that one article is the answer.
 */
import type { Language } from '@yingda/protocol/language.ts'
import { languageOfText } from './question-language.ts'
import { plainSign } from './plain-signs.ts'
import { securitySign } from './security-signs.ts'
import { ofDanger, ofSign, type Understanding } from './understanding.ts'

/** @returns slugs of published articles, best first */
export type SearchArticles = (text: string, language: Language, limit: number) => readonly string[]

const MAX_SUGGESTIONS = 3

export function searchOnly(search: SearchArticles): Understanding {
  return {
    answer({ text, language: otherwise, history }) {
      const language = languageOfText(text, otherwise)
      const sign = plainSign(text)
      if (sign !== null) return ofSign(sign, language)
      const danger = securitySign(text)
      if (danger !== null) return ofDanger(danger, language, [])
      const found = search(text, language, MAX_SUGGESTIONS + history.notHelpful.length).filter((slug) => !history.notHelpful.includes(slug))
      return { kind: 'unsure', language, suggestions: found.slice(0, MAX_SUGGESTIONS) }
    },
  }
}
