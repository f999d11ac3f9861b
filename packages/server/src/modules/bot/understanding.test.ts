import { fileURLToPath } from 'node:url'
import { test } from 'node:test'
import assert from 'node:assert/strict'
import type { Understanding, Understood } from '@yingda/domain/bot/understanding.ts'
import { readQuestions, readTopics } from '../../replay/questions.ts'
import { aServer } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { openKnowledge } from '../knowledge/api.ts'
import { createLearning } from './understanding.ts'

const fixture = (name: string): string => fileURLToPath(new URL(`../../replay/fixtures/${name}`, import.meta.url))
const { db } = await testDatabase()
const { runner } = await aServer(db)
const knowledge = await openKnowledge({ runner, log: { info: () => {} }, brand: { 'zh-CN': '云禾钱包', en: 'Yunhe Wallet' } })
const library = await knowledge.library()
const learning = createLearning({ runner, log: { info: () => {}, error: () => {} } })
await learning.learned(library)
const understanding: Understanding = await learning.understanding(library)
const ask = (text: string): Understood => understanding.answer({ text, language: 'zh-CN', questionType: 'other', history: { unanswered: [], notHelpful: [] } })

test('of the wallet’s own questions most are answered, and nine in ten of those with the right article', async () => {
  const [questions, topics] = await Promise.all([readQuestions(fixture('questions.csv'), null), readTopics(fixture('topics.json'))])
  const judged = questions.map(({ text, label }) => ({ text, right: topics?.[label ?? ''], got: ask(text) }))
  const forPeople = judged.filter(({ right }) => right === 'handover')
  assert.deepEqual(
    forPeople.filter(({ got }) => got.kind !== 'needs_person' && got.kind !== 'wants_person').map(({ text }) => text),
    [],
  )
  const answered = judged.flatMap(({ text, right, got }) =>
    got.kind === 'article' ? [{ text, isRight: right !== undefined && right !== 'handover' && right.includes(got.slug) }] : [],
  )
  assert.ok(answered.length >= 0.75 * (judged.length - forPeople.length), `${answered.length} of ${judged.length - forPeople.length} answered`)
  const wrong = answered.filter(({ isRight }) => !isRight)
  assert.ok(wrong.length <= 0.1 * answered.length, wrong.map(({ text }) => text).join('\n'))
})

test('who fears for account or money gets the right article or a person at once, nine in ten times; no danger is left unsure', async () => {
  const [questions, topics] = await Promise.all([readQuestions(fixture('security.csv'), null), readTopics(fixture('security-topics.json'))])
  const judged = questions.map(({ text, label }) => ({ text, right: topics?.[label ?? ''], got: ask(text) }))
  const isPerson = (got: Understood): boolean => got.kind === 'needs_person' || got.kind === 'wants_person'
  const good = judged.filter(({ right, got }) => isPerson(got) || (got.kind === 'article' && right !== 'handover' && right?.includes(got.slug)))
  assert.ok(judged.length >= 60 && good.length >= 0.9 * judged.length, `${good.length} of ${judged.length}`)
  assert.deepEqual(
    judged.filter(({ right, got }) => right === 'handover' && !isPerson(got)).map(({ text }) => text),
    [],
  )
})

test('of unrelated questions at most one in twenty gets an article', async () => {
  const unrelated = await readQuestions(fixture('unrelated.csv'), null)
  const answered = unrelated.filter(({ text }) => ask(text).kind === 'article')
  assert.ok(answered.length <= 0.05 * unrelated.length, answered.map(({ text }) => text).join('\n'))
})

test('an article’s own title and ways to ask lead to it, or to a person where it is for one', () => {
  const some = (texts: readonly string[]): string[] => texts.filter((_, at) => at % 5 === 0)
  const asked = library.articles.flatMap((article) => some([article.title, ...article.variants]).map((text) => ({ article, got: ask(text) })))
  const astray = asked.filter(({ article, got }) => got.kind === 'article' && got.slug !== article.slug)
  const found = asked.filter(
    ({ article, got }) => (got.kind === 'article' && got.slug === article.slug) || got.kind === 'needs_person' || got.kind === 'wants_person',
  )
  assert.ok(astray.length <= 0.01 * asked.length, `${astray.length} of ${asked.length} go to another article`)
  assert.ok(found.length >= 0.95 * asked.length, `${found.length} of ${asked.length} are found`)
})
