import { test } from 'node:test'
import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { learnLanguage } from '@yingda/domain/bot/learned-language.ts'
import { Language } from '@yingda/protocol/language.ts'
import type { Understanding } from '@yingda/domain/bot/understanding.ts'
import { shipWhatTheBotLearned } from '../../../app/ship-learned.ts'
import { aServer } from '../../../testing/builders.ts'
import { testDatabase } from '../../../testing/database.ts'
import { until } from '../../../testing/settle.ts'
import { openKnowledge, segmenter, type Library, type LibraryArticle } from '../../knowledge/api.ts'
import { createLearning } from '../understanding.ts'
import { learnAside, type Learn } from './learn-aside.ts'
import { keyOf, materialIn } from './material.ts'
import { pack, unpack } from './packed.ts'
import { readShipped, shipLearned } from './shipped.ts'

const { db } = await testDatabase()
const { runner, clock } = await aServer(db)
const all = await (await openKnowledge({ runner, log: { info: () => {} }, brand: { 'zh-CN': '云禾钱包', en: 'Yunhe Wallet' } })).library()

const FEW = ['refund-status', 'pin-locked', 'wrong-payee', 'close-account']
/** A library of few articles, learned in no time; the same name and version make the same. */
function few(name: string, { version = 1, also = [] as string[] } = {}): Library {
  const articles = all.articles.filter(({ slug }) => FEW.includes(slug) || also.includes(slug))
  return { ...all, version, articles: articles.map((article): LibraryArticle => ({ ...article, body: `${article.body} ${name}` })) }
}

const quiet = { info: () => {}, error: () => {} }
/** Learns here and counts how often. */
function counted(learn: Learn = async ({ articles, language }) => pack(learnLanguage(articles, language, segmenter))) {
  const learned: string[] = []
  const count: Learn = (material, signal) => {
    learned.push(material.language)
    return learn(material, signal)
  }
  return { learn: count, learned }
}
const server = (learn: Learn, momentMs?: number) =>
  createLearning({ runner, log: quiet, learn, againAfterMs: 10, ...(momentMs === undefined ? {} : { momentMs }) })
const ask = (understanding: Understanding, text: string) =>
  understanding.answer({ text, language: 'en', questionType: 'other', history: { unanswered: [], notHelpful: [] } })
const slugFor = (understanding: Understanding, text: string) => {
  const got = ask(understanding, text)
  return got.kind === 'article' ? got.slug : got.kind
}
const held = () => {
  let release: (() => void) | undefined
  const gate = new Promise<void>((resolve) => (release = resolve))
  return { gate, release: () => release?.() }
}
const keys = async () => (await sql<{ key: Buffer }>`select key from bot_learned`.execute(db)).rows.map(({ key }) => key.toString('hex'))

test('what a thread learns is to the last bit what is learned here, packed and unpacked', async () => {
  const material = materialIn('zh-CN', few('thread').articles)
  const aside = await unpack(await learnAside(material, new AbortController().signal))
  assert.deepEqual(aside, learnLanguage(material.articles, 'zh-CN', segmenter))
})

test('of eight servers that start at once one learns, and all know', async () => {
  const { learn, learned } = counted()
  const library = few('eight')
  const servers = Array.from({ length: 8 }, () => server(learn))
  await Promise.all(servers.map((one) => one.learned(library)))
  assert.deepEqual(learned.toSorted(), ['en', 'zh-CN'])
  for (const one of servers) assert.equal(slugFor(await one.understanding(library), 'where is my refund'), 'refund-status')
})

test('a start with unchanged articles learns nothing', async () => {
  const { learn, learned } = counted()
  await server(learn).learned(few('unchanged'))
  await server(learn).learned(few('unchanged', { version: 7 }))
  assert.equal(learned.length, 2)
})

test('where only one language has changed, only that is learned again', async () => {
  const { learn, learned } = counted()
  const before = few('language')
  const one = server(learn)
  await one.learned(before)
  const articles = before.articles.map((article) => (article.language === 'en' ? { ...article, title: `${article.title} now` } : article))
  await one.learned({ ...before, version: 2, articles })
  assert.deepEqual(learned, ['zh-CN', 'en', 'en'])
})

test('before anything is learned the customer gets articles to choose from within a moment, and then the answer', async () => {
  const { gate, release } = held()
  const { learn } = counted(async ({ articles, language }) => {
    await gate
    return pack(learnLanguage(articles, language, segmenter))
  })
  const library = few('first')
  const one = server(learn, 20)
  const first = ask(await one.understanding(library), 'where is my refund')
  assert.ok(first.kind === 'unsure' && first.suggestions.includes('refund-status'))
  release()
  await one.learned(library)
  assert.equal(slugFor(await one.understanding(library), 'where is my refund'), 'refund-status')
})

test('while changed articles are learned, what was known keeps answering, and does not name what was withdrawn', async () => {
  const { gate, release } = held()
  const { learn, learned } = counted(async ({ articles, language }) => {
    if (learned.length > 2) await gate
    return pack(learnLanguage(articles, language, segmenter))
  })
  const one = server(learn)
  await one.learned(few('old'))
  const changed = few('new', { version: 2, also: ['raise-limit'] })
  const without: Library = { ...changed, articles: changed.articles.filter(({ slug }) => slug !== 'close-account') }
  const meanwhile = await one.understanding(without)
  assert.equal(slugFor(meanwhile, 'where is my refund'), 'refund-status')
  assert.equal(slugFor(meanwhile, 'close my account'), 'unsure')
  assert.notEqual(slugFor(meanwhile, 'raise my transfer limit'), 'raise-limit')
  release()
  await one.learned(without)
  assert.equal(slugFor(await one.understanding(without), 'raise my transfer limit'), 'raise-limit')
})

test('learning that fails is told, and tried again', async () => {
  const told: unknown[] = []
  const { learn, learned } = counted(async ({ articles, language }) => {
    if (learned.length === 1) throw new Error('out of memory')
    return pack(learnLanguage(articles, language, segmenter))
  })
  const one = createLearning({ runner, log: { info: () => {}, error: (about: unknown) => void told.push(about) }, learn, againAfterMs: 1 })
  await one.learned(few('fails'))
  assert.equal(told.length, 1)
  assert.deepEqual(learned, ['zh-CN', 'zh-CN', 'en'])
})

test('a server that dies while it learns is waited for until its claim lapses, and not longer', async () => {
  const library = few('dies')
  const key = keyOf(materialIn('zh-CN', library.articles))
  await sql`insert into bot_learned (key, language, claimed_until) values (${key}, 'zh-CN', now() + interval '1 hour')`.execute(db)
  const { learn, learned } = counted()
  const one = server(learn, 300)
  await one.understanding(library)
  assert.deepEqual(learned, [])
  await sql`update bot_learned set claimed_until = now() - interval '1 second' where key = ${key}`.execute(db)
  await one.learned(library)
  assert.deepEqual(learned, ['zh-CN', 'en'])
})

test('what cannot be read is learned again', async () => {
  const library = few('unreadable')
  const { learn, learned } = counted()
  await server(learn).learned(library)
  await sql`update bot_learned set weights = 'nonsense' where key = ${keyOf(materialIn('en', library.articles))}`.execute(db)
  await server(learn).learned(library)
  assert.deepEqual(learned, ['zh-CN', 'en', 'en'])
})

test('of what was learned before, one is kept to go back to', async () => {
  const { learn } = counted()
  for (const name of ['one', 'two', 'three']) {
    clock.advance(1000)
    await server(learn).learned(few(name))
  }
  const kept = new Set(await keys())
  const keyFor = (name: string) => keyOf(materialIn('en', few(name).articles)).toString('hex')
  assert.deepEqual(
    ['one', 'two', 'three'].map((name) => kept.has(keyFor(name))),
    [false, true, true],
  )
  assert.equal(kept.size, 4)
})

test('stopping ends the thread and leaves no claim behind', async () => {
  const library = few('stops')
  const one = server(learnAside)
  const waits = one.learned(library)
  const claimed = async () => (await keys()).includes(keyOf(materialIn('zh-CN', library.articles)).toString('hex'))
  await until('the claim is there', claimed)
  await one.stop()
  await waits
  assert.equal(await claimed(), false)
})

test('what came with the program is known at once and learned by nobody; other articles are learned', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'yingda-learned-'))
  t.after(() => rm(folder, { recursive: true }))
  const library = few('shipped')
  assert.equal(await shipLearned(library.articles, { folder, learn: counted().learn }), true)
  assert.equal(await shipLearned(library.articles.toReversed(), { folder, learn: counted().learn }), false)
  const { learn, learned } = counted()
  const shipped = (key: Buffer) => readFile(join(folder, key.toString('hex'))).catch(() => null)
  const one = createLearning({ runner, log: quiet, learn, shipped })
  await one.learned(library)
  assert.equal(slugFor(await one.understanding(library), 'where is my refund'), 'refund-status')
  assert.deepEqual(learned, [])
  await one.learned({ ...few('other'), version: 2 })
  assert.deepEqual(learned, ['zh-CN', 'en'])

  for (const name of await readdir(folder)) await writeFile(join(folder, name), 'damaged')
  const another = counted()
  await createLearning({ runner, log: quiet, learn: another.learn, shipped }).learned(library)
  assert.deepEqual(another.learned, ['zh-CN', 'en'])
  assert.equal(await shipLearned(few('newer').articles, { folder, learn: counted().learn }), true)
  assert.equal((await readdir(folder)).length, 2, 'nobody asks for the old ones any more')
})

test('what installing learns from the starter articles is what a server with its database asks for', async () => {
  await shipWhatTheBotLearned(() => {})
  for (const language of Language.options) assert.notEqual(await readShipped(keyOf(materialIn(language, all.articles))), null, language)
})
