import { test } from 'node:test'
import assert from 'node:assert/strict'
import Fastify, { type FastifyInstance } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { openBus } from '../../platform/bus.ts'
import { createRunner, type Runner } from '../../platform/command.ts'
import { openDatabase } from '../../platform/db/open.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { parseArticleFile, type ArticleFile } from './article-file.ts'
import { loadArticles } from './commands/load-articles.ts'
import type { Readers } from './count-reading.ts'
import { createLibrary, viewArticle } from './library.ts'
import { htmlOf, passageOf } from './markdown.ts'
import { knowledgeRoutes } from './routes.ts'
import { tables } from './tables.ts'

const { db } = await testDatabase()
const runner = createRunner({ db, bus: await openBus(), clock: fixedClock(), groupsFor: () => [] })
const SYSTEM = { kind: 'system' } as const

const file = (slug: string, language: 'zh-CN' | 'en', title: string, variants: string[], body: string): ArticleFile =>
  parseArticleFile(
    `${slug}.${language}.md`,
    `---\nslug: ${slug}\nlanguage: ${language}\ntitle: ${title}\ntopic: refund\nintents: [refund_status]\nreasons: []\nupdated: 2026-11-18\nsource: the help team\nvariants: ${JSON.stringify(variants)}\n---\n${body}`,
  )

const REFUND = file(
  'refund-status',
  'en',
  'Where is my refund',
  ['refund', 'my refund is late', 'refund time', 'when is my refund', 'refund status'],
  'Refunds to {{brand}} arrive in 5 minutes.\n\n## Steps\n1. Open it <script>alert(1)</script>.',
)
const REFUND_ZH = file(
  'refund-status',
  'zh-CN',
  '退款到哪里了',
  ['退款', '退款多久', '退款进度', '退款没到', '什么时候退款'],
  '退回{{brand}}的钱 5 分钟内到账。\n\n## 步骤\n1. 打开。',
)
const FEES = file('fees', 'en', 'Fees at a glance', ['fees', 'what does it cost', 'price list', 'charges', 'how much'], 'Most things are free.')

const load = (...files: ArticleFile[]) => runner.run(SYSTEM, (ctx) => loadArticles(ctx, files))

test('loading the same files again changes nothing; a changed file becomes a version; a missing one is retired', async () => {
  assert.deepEqual(await load(REFUND, REFUND_ZH, FEES), { published: 3, retired: 0 })
  assert.deepEqual(await load(REFUND, REFUND_ZH, FEES), { published: 0, retired: 0 })
  const changed = { ...file('fees', 'en', 'All fees', FEES.variants, 'Everything is free.') }
  assert.deepEqual(await load(REFUND, REFUND_ZH, changed), { published: 1, retired: 0 })
  assert.deepEqual(await load(REFUND, REFUND_ZH), { published: 0, retired: 1 })
  const versions = await tables(db).selectFrom('article_version').select(['slug', 'version', 'title']).where('slug', '=', 'fees').orderBy('version').execute()
  assert.deepEqual(
    versions.map(({ version, title }) => [version, title]),
    [
      [1, 'Fees at a glance'],
      [2, 'All fees'],
    ],
  )
  assert.deepEqual(await load(REFUND, REFUND_ZH, FEES), { published: 1, retired: 0 })
})

test('eight nodes that load at once publish each version once', async () => {
  const files = [REFUND, REFUND_ZH, FEES, file('new', 'en', 'New', ['a1', 'b1', 'c1', 'd1', 'e1'], 'Body.')]
  const results = await Promise.all(Array.from({ length: 8 }, () => load(...files)))
  assert.equal(
    results.reduce((sum, { published }) => sum + published, 0),
    1,
  )
})

test('an open library sees what another node has published', async () => {
  const library = createLibrary({ 'zh-CN': '云禾钱包', en: 'Yunhe Wallet' })
  const read = () => runner.query(SYSTEM, library)
  assert.equal((await read()).find('later', 'en'), null)
  await load(REFUND, REFUND_ZH, FEES, file('later', 'en', 'Later', ['a2', 'b2', 'c2', 'd2', 'e2'], 'Body.'))
  assert.equal((await read()).find('later', 'en')?.title, 'Later')
  assert.equal(await read(), await read())
})

test('the brand is named, markup is sanitised and the passage is the first paragraph', async () => {
  const library = await runner.query(SYSTEM, createLibrary({ 'zh-CN': '云禾钱包', en: 'Yunhe Wallet' }))
  assert.equal(library.find('refund-status', 'en')?.passage, 'Refunds to Yunhe Wallet arrive in 5 minutes.')
  assert.equal(library.find('refund-status', 'zh-CN')?.passage, '退回云禾钱包的钱 5 分钟内到账。')
  const { html } = viewArticle(library, 'refund-status', 'en')
  assert.match(html, /<h2>Steps<\/h2>/)
  assert.doesNotMatch(html, /script|alert/)
  assert.equal(htmlOf('[x](javascript:alert(1)) <img src=x onerror=1>'), '<p><a>x</a> </p>\n')
  assert.equal(passageOf('It’s **5 > 4** & free.\n\nMore.'), 'It’s 5 > 4 & free.')
})

async function aHelpDesk(asking: Runner): Promise<FastifyInstance> {
  const library = createLibrary({ 'zh-CN': '云禾钱包', en: 'Yunhe Wallet' })
  const app = Fastify()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  const readers: Readers = { knownAs: async ({ headers }) => headers.authorization ?? null, addressFactor: 2 }
  await app.register(knowledgeRoutes, { knowledge: { runner: asking, library: () => asking.query(SYSTEM, library) }, readers })
  return app
}

test('articles are found and read by everybody, in the language asked for', async () => {
  const app = await aHelpDesk(runner)
  const found = await app.inject('/api/customer/articles?language=zh-CN&q=' + encodeURIComponent('退款什么时候到'))
  assert.deepEqual(
    found.json().articles.map((hit: { slug: string }) => hit.slug),
    ['refund-status'],
  )
  const read = await app.inject({ url: '/api/customer/articles/refund-status', headers: { 'accept-language': 'en-GB' } })
  assert.equal(read.json().title, 'Where is my refund')
  assert.deepEqual((await app.inject('/api/customer/articles?q=')).json(), { articles: [] })
  await app.close()
})

test('one customer reads so much a minute, wherever he is; behind one address only those count together whom the wallet does not know', async () => {
  const app = await aHelpDesk(runner)
  const read = async (count: number, reader?: (index: number) => string): Promise<number> => {
    const one = (index: number) => app.inject({ url: '/api/customer/articles?q=', headers: reader === undefined ? {} : { authorization: reader(index) } })
    const answers = await Promise.all(Array.from({ length: count }, (_, index) => one(index)))
    return answers.filter((answer) => answer.statusCode === 200).length
  }
  // Far beyond what one may, so that the turn of the minute does not matter.
  assert.ok((await read(1100)) < 1100)
  assert.equal(await read(600, (index) => `customer ${index}`), 600)
  assert.ok((await read(600, () => 'one customer')) < 600)
  await app.close()
})

test('while the database is away what was published last is found and read, and nobody is counted', async () => {
  const state = { away: false }
  const nowhere = openDatabase('postgres://nobody@127.0.0.1:1/nothing')
  const query: Runner['query'] = (actor, ask) => runner.query(actor, (ctx) => ask({ ...ctx, db: state.away ? nowhere.db : db }))
  const app = await aHelpDesk({ ...runner, query })
  const reader = { authorization: 'a reader of another minute' }
  const search = () => app.inject({ url: '/api/customer/articles?language=en&q=refund', headers: reader })
  const before = (await search()).json()
  state.away = true
  assert.deepEqual((await search()).json(), before)
  assert.equal((await app.inject('/api/customer/articles/refund-status?language=en')).json().title, 'Where is my refund')
  await nowhere.close()
  await app.close()
})
