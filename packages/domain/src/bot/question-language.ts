import type { Language } from '@yingda/protocol/language.ts'

/** The language a text is written in, by its script; a text without letters leaves it as it was. */
export function languageOfText(text: string, otherwise: Language): Language {
  if (/\p{Script=Han}/u.test(text)) return 'zh-CN'
  return /\p{Script=Latin}/u.test(text) ? 'en' : otherwise
}
