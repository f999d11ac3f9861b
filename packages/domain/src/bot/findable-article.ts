import type { Language } from '@yingda/protocol/language.ts'

/** An article as far as finding it goes; texts without markup, the brand already named. */
export type FindableArticle = {
  readonly slug: string
  readonly language: Language
  readonly title: string
  readonly intents: readonly string[]
  readonly variants: readonly string[]
  readonly body: string
}
