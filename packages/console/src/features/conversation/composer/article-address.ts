import type { Language } from '@yingda/protocol/language.ts'

/** Where a customer reads an article: the help centre of this same deployment. */
export const articleAddress = (slug: string, language: Language, origin = window.location.origin): string => `${origin}/help/${language}/${encodeURIComponent(slug)}`
