/** What is learned from, and the key under which what comes of it is kept: the same texts and the same learner, the same key. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FindableArticle } from '@yingda/domain/bot/findable-article.ts'
import type { Language } from '@yingda/protocol/language.ts'

export type Material = { readonly language: Language; readonly articles: readonly FindableArticle[] }

const SERVER = new URL('../../../../', import.meta.url)
const LEARNER = new URL('./', import.meta.resolve('@yingda/domain/bot/learned-language.ts'))

/**
 * The learner's version is the text of its sources and of what cuts Chinese into words, so that nobody has to remember
 * to raise a number: weights of another program are never read as ours.
 */
const learnerVersion = (
  (version: string | null) => (): string =>
    (version ??= hashOfSources())
)(null)

function hashOfSources(): string {
  const sources = readdirSync(LEARNER)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .sort()
    .map((name) => new URL(name, LEARNER))
  const hash = createHash('sha256')
  // package.json names the exact versions of the dictionaries
  for (const file of [...sources, new URL('src/platform/text/segment.ts', SERVER), new URL('package.json', SERVER)]) {
    hash.update(readFileSync(fileURLToPath(file)))
  }
  return hash.digest('hex')
}

/** @param articles of every language */
export function materialIn(language: Language, articles: readonly FindableArticle[]): Material {
  // Databases differ in how they sort, and the key must not.
  const own = articles.filter((article) => article.language === language).sort((a, b) => (a.slug < b.slug ? -1 : 1))
  return { language, articles: own.map(({ slug, title, intents, variants, body }) => ({ slug, language, title, intents, variants, body })) }
}

export function keyOf({ language, articles }: Material): Buffer {
  const texts = articles.map(({ slug, title, variants, body }) => [slug, title, variants, body])
  return createHash('sha256')
    .update(JSON.stringify([learnerVersion(), language, texts]))
    .digest()
}
