import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { INTENTS } from '@yingda/domain/bot/intents.ts'
import { CANONICAL_REASONS } from '@yingda/protocol/wallet.ts'
import { parseArticleFile, readArticleFolder } from './article-file.ts'
import { passageOf } from './markdown.ts'

const FOLDER = fileURLToPath(new URL('../../../../help/articles/', import.meta.url))
const articles = await readArticleFolder(FOLDER)
const LANGUAGES = ['zh-CN', 'en'] as const

test('every file of the folder is an article', () => {
  assert.equal(articles.length, readdirSync(FOLDER).filter((name) => name.endsWith('.md')).length)
  assert.ok(articles.length >= 200)
})

test('every article stands in both languages, with the same topic, intents, reasons and date', () => {
  for (const { slug, topic, intents, reasons, updated } of articles.filter(({ language }) => language === 'en')) {
    const other = articles.find((article) => article.slug === slug && article.language === 'zh-CN')
    assert.deepEqual(
      other && { topic: other.topic, intents: other.intents, reasons: other.reasons, updated: other.updated },
      { topic, intents, reasons, updated },
      slug,
    )
  }
  assert.equal(articles.filter(({ language }) => language === 'en').length, articles.filter(({ language }) => language === 'zh-CN').length)
})

/** Where the money is hangs on what the entry shows; what not to do comes third. */
const TWO_CASES = new Set(['paid-but-order-unpaid', 'transfer-pending'])

const sentencesOf = (passage: string): string[] => passage.split(/(?<=[。！？])|(?<=[.!?])\s+/).filter((sentence) => sentence.trim() !== '')

for (const language of LANGUAGES) {
  const own = articles.filter((article) => article.language === language)

  test(`every intent that is answered without a person reaches an article (${language})`, () => {
    const missing = [...INTENTS].filter(([id, intent]) => intent.way !== 'person' && !own.some((article) => article.intents.includes(id)))
    assert.deepEqual(
      missing.map(([id]) => id),
      [],
    )
  })

  test(`every reason a payment did not go through reaches an article (${language})`, () => {
    assert.deepEqual(
      CANONICAL_REASONS.filter((reason) => !own.some((article) => article.reasons.includes(reason))),
      [],
    )
  })

  test(`the answer that stands first is one or two sentences, three where there are two cases (${language})`, () => {
    const most = (slug: string): number => (TWO_CASES.has(slug) ? 3 : 2)
    const longer = own.filter(({ slug, markdown }) => sentencesOf(passageOf(markdown)).length > most(slug))
    assert.deepEqual(
      longer.map(({ slug }) => slug),
      [],
    )
  })

  test(`each article answers first, gives steps, and names date, source and at least five ways to ask (${language})`, () => {
    for (const { slug, markdown, variants, updated, source } of own) {
      const passage = passageOf(markdown)
      assert.ok(passage.length >= 25, `${slug}: no answer first`)
      assert.ok(passage.length <= 600, `${slug}: the answer is ${passage.length} characters long`)
      assert.match(markdown, /^1\. /m, `${slug}: no steps`)
      assert.ok(new Set(variants.map((variant) => variant.trim().toLowerCase())).size >= 5, `${slug}: too few ways to ask`)
      assert.ok(updated !== '' && source !== '', slug)
    }
  })

  test(`no two articles claim the same way to ask (${language})`, () => {
    const claimed = new Map<string, string>()
    const twice: string[] = []
    for (const { slug, variants } of own) {
      for (const variant of variants) {
        const key = variant
          .toLowerCase()
          .replace(/[^\p{L}\p{N}]+/gu, ' ')
          .trim()
        const before = claimed.get(key)
        if (before !== undefined && before !== slug) twice.push(`${before} and ${slug}: ${variant}`)
        claimed.set(key, slug)
      }
    }
    assert.deepEqual(twice, [])
  })
}

test('reasons that are never told apart share one article', () => {
  const shared = articles.find(
    (article) =>
      article.language === 'en' &&
      ['risk_blocked', 'lost_stolen', 'compliance_hold', 'issuer_declined'].every((reason) => article.reasons.some((own) => own === reason)),
  )
  assert.equal(shared?.slug, 'payment-not-completed')
})

test('a file that says something else than its name, or an unknown intent, is refused by name', () => {
  const text = (slug: string, intents: string) =>
    `---\nslug: ${slug}\nlanguage: en\ntitle: T\ntopic: card\nintents: ${intents}\nreasons: []\nupdated: 2026-11-18\nsource: S\nvariants: [a, b, c, d, e]\n---\nBody.`
  assert.throws(() => parseArticleFile('a.en.md', text('b', '[]')), /a\.en\.md.*b\.en\.md/)
  assert.throws(() => parseArticleFile('a.en.md', text('a', '[nonsense]')), /is not an intent/)
  assert.throws(() => parseArticleFile('a.en.md', 'no front matter'), /no front matter/)
})
