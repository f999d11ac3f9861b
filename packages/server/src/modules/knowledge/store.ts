/** The only file that names the module's tables. */
import { sql } from 'kysely'
import type { Language } from '@yingda/protocol/language.ts'
import type { QueryContext } from '../../platform/command.ts'
import { tables } from './tables.ts'

type Ctx = Pick<QueryContext, 'db'>

export type PublishedArticle = {
  slug: string
  language: Language
  topic: string
  intents: string[]
  reasons: string[]
  title: string
  variants: string[]
  markdown: string
  /** ISO date. */
  updatedOn: string
  source: string
}

export type NewVersion = Omit<PublishedArticle, 'updatedOn'> & { version: number; updatedOn: string; contentHash: Buffer }

/** Held until the command commits: whoever publishes takes turns here. */
export async function lockKnowledge({ db }: Ctx): Promise<number> {
  const { version } = await tables(db).selectFrom('knowledge').select('version').forUpdate().executeTakeFirstOrThrow()
  return version
}

export async function knowledgeVersion({ db }: Ctx): Promise<number> {
  const { version } = await tables(db).selectFrom('knowledge').select('version').executeTakeFirstOrThrow()
  return version
}

export async function raiseKnowledgeVersion({ db }: Ctx): Promise<void> {
  await tables(db)
    .updateTable('knowledge')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .execute()
}

export type PublishedState = { slug: string; language: Language; version: number; contentHash: Buffer; retired: boolean }

export async function publishedStates({ db }: Ctx): Promise<PublishedState[]> {
  return tables(db)
    .selectFrom('article as a')
    .innerJoin('article_version as v', (join) =>
      join.onRef('v.slug', '=', 'a.slug').onRef('v.language', '=', 'a.language').onRef('v.version', '=', 'a.version'),
    )
    .select((eb) => ['a.slug', 'a.language', 'a.version', 'v.content_hash as contentHash', eb('a.retired_at', 'is not', null).as('retired')])
    .execute()
    .then((rows) => rows.map((row) => ({ ...row, retired: Boolean(row.retired) })))
}

/** Publish these as they are; the version numbers are new. */
export async function publishVersions({ db, now }: Pick<QueryContext, 'db' | 'now'>, versions: readonly NewVersion[]): Promise<void> {
  if (versions.length === 0) return
  await tables(db)
    .insertInto('article')
    .values(versions.map(({ slug, language, topic, intents, reasons, version }) => ({ slug, language, topic, intents, reasons, version, retired_at: null })))
    .onConflict((conflict) =>
      conflict.columns(['slug', 'language']).doUpdateSet((eb) => ({
        topic: eb.ref('excluded.topic'),
        intents: eb.ref('excluded.intents'),
        reasons: eb.ref('excluded.reasons'),
        version: eb.ref('excluded.version'),
        retired_at: null,
      })),
    )
    .execute()
  await tables(db)
    .insertInto('article_version')
    .values(
      versions.map(({ slug, language, version, title, variants, markdown, updatedOn, source, contentHash }) => ({
        slug,
        language,
        version,
        title,
        variants,
        markdown,
        updated_on: updatedOn,
        source,
        content_hash: contentHash,
        created_at: now,
      })),
    )
    .execute()
}

export async function retireArticles({ db, now }: Pick<QueryContext, 'db' | 'now'>, retired: readonly { slug: string; language: Language }[]): Promise<void> {
  if (retired.length === 0) return
  await sql`
    update article a set retired_at = ${now}
    from unnest(${retired.map(({ slug }) => slug)}::text[], ${retired.map(({ language }) => language)}::text[]) as r (slug, language)
    where a.slug = r.slug and a.language = r.language`.execute(db)
}

/** All that is published, by slug. Some hundred rows: read whole, kept in memory. */
export async function publishedArticles({ db }: Ctx): Promise<PublishedArticle[]> {
  return tables(db)
    .selectFrom('article as a')
    .innerJoin('article_version as v', (join) =>
      join.onRef('v.slug', '=', 'a.slug').onRef('v.language', '=', 'a.language').onRef('v.version', '=', 'a.version'),
    )
    .select(['a.slug', 'a.language', 'a.topic', 'a.intents', 'a.reasons', 'v.title', 'v.variants', 'v.markdown', 'v.source'])
    .select(sql<string>`to_char(v.updated_on, 'YYYY-MM-DD')`.as('updatedOn'))
    .where('a.retired_at', 'is', null)
    .orderBy('a.slug')
    .orderBy('a.language')
    .execute()
}
