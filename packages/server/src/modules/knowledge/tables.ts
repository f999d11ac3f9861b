import type { Language } from '@yingda/protocol/language.ts'
import type { Db } from '../../platform/db/db.ts'

export type ArticleTable = { slug: string; language: Language; topic: string; intents: string[]; reasons: string[]; version: number; retired_at: Date | null }
export type ArticleVersionTable = {
  slug: string
  language: Language
  version: number
  title: string
  variants: string[]
  markdown: string
  updated_on: string
  source: string
  content_hash: Buffer
  created_at: Date
}

export const tables = (db: Db) =>
  db.$extendTables<{ article: ArticleTable; article_version: ArticleVersionTable; knowledge: { singleton: boolean; version: number } }>()
