/**
 * Published articles in this process's memory, with an index to search them. Read again when the knowledge version in
 * the database has moved on, whichever node moved it.
 */
import type { AnswerSource } from '@yingda/protocol/entries/conversation.ts'
import type { ArticleHit, ArticleView } from '@yingda/protocol/http/customer.ts'
import type { Language } from '@yingda/protocol/language.ts'
import type { FindableArticle } from '@yingda/domain/bot/findable-article.ts'
import { buildTextIndex, type TextIndex } from '@yingda/domain/bot/text-index.ts'
import type { QueryContext } from '../../platform/command.ts'
import { isDatabaseAway } from '../../platform/db/connection-lost.ts'
import { Refused } from '../../platform/refused.ts'
import { htmlOf, passageOf, plainTextOf } from './markdown.ts'
import { segmenter } from './segmenter.ts'
import { knowledgeVersion, publishedArticles, type PublishedArticle } from './store.ts'
import { withBrand } from './with-brand.ts'

export type LibraryArticle = PublishedArticle &
  FindableArticle & {
    /** The answer in the article's first sentences; stands alone. */
    readonly passage: string
  }

export type Library = {
  readonly version: number
  readonly articles: readonly LibraryArticle[]
  find(slug: string, language: Language): LibraryArticle | null
  search(q: string, language: Language, limit: number): LibraryArticle[]
}

export type OpenLibrary = (ctx: Pick<QueryContext, 'db'>) => Promise<Library>
export type BrandNames = Readonly<Record<Language, string>>

/** Below this share of the question's own weight an article has next to nothing in common with it. */
const WORTH_SHOWING = 0.12

/** @param brand put where articles say `{{brand}}` */
export function createLibrary(brand: BrandNames): OpenLibrary {
  let library: Library | null = null
  let reading: Promise<Library> | null = null
  return async (ctx) => {
    if (library !== null && (await isCurrent(ctx, library))) return library
    reading ??= readLibrary(ctx, brand).finally(() => (reading = null))
    return (library = await reading)
  }
}

/** What was published last is read on while the database is away. */
async function isCurrent(ctx: Pick<QueryContext, 'db'>, { version }: Library): Promise<boolean> {
  try {
    return version === (await knowledgeVersion(ctx))
  } catch (error) {
    if (isDatabaseAway(error)) return true
    throw error
  }
}

async function readLibrary(ctx: Pick<QueryContext, 'db'>, brand: BrandNames): Promise<Library> {
  const version = await knowledgeVersion(ctx)
  const articles = (await publishedArticles(ctx)).map((article) => branded(article, brand[article.language]))
  const byKey = new Map(articles.map((article) => [`${article.slug}.${article.language}`, article]))
  const find = (slug: string, language: Language): LibraryArticle | null => byKey.get(`${slug}.${language}`) ?? null
  const indexes: Record<Language, TextIndex> = { 'zh-CN': await indexOf(articles, 'zh-CN'), en: await indexOf(articles, 'en') }
  return {
    version,
    articles,
    find,
    search(q, language, limit) {
      const best = [...indexes[language].scores(q)].filter(([, score]) => score >= WORTH_SHOWING).sort((a, b) => b[1] - a[1])
      return best.slice(0, limit).flatMap(([slug]) => find(slug, language) ?? [])
    },
  }
}

async function indexOf(articles: readonly LibraryArticle[], language: Language): Promise<TextIndex> {
  const building = buildTextIndex(
    articles.filter((article) => article.language === language),
    language,
    segmenter,
  )
  for (;;) {
    const step = building.next()
    if (step.done === true) return step.value
    await new Promise(setImmediate)
  }
}

export function branded(article: PublishedArticle, name: string): LibraryArticle {
  const fill = (text: string): string => withBrand(text, name)
  const markdown = fill(article.markdown)
  return {
    ...article,
    title: fill(article.title),
    variants: article.variants.map(fill),
    source: fill(article.source),
    markdown,
    body: plainTextOf(markdown),
    passage: passageOf(markdown),
  }
}

export const sourceOf = ({ slug, title, updatedOn }: LibraryArticle): AnswerSource => ({ articleSlug: slug, title, updatedOn })
export const hitOf = ({ slug, title, passage, updatedOn }: LibraryArticle): ArticleHit => ({ slug, title, passage, updatedOn })

/** @throws Refused `article.not_found` */
export function viewArticle(library: Library, slug: string, language: Language): ArticleView {
  const article = library.find(slug, language)
  if (article === null) throw new Refused('article.not_found')
  const related = library
    .search(article.title, language, 4)
    .filter((other) => other.slug !== slug)
    .slice(0, 3)
  const { title, markdown, updatedOn, source } = article
  return { slug, language, title, html: htmlOf(markdown), updatedOn, source, related: related.map((other) => ({ slug: other.slug, title: other.title })) }
}
