import { test } from 'node:test'
import assert from 'node:assert/strict'
import type { Language } from '@yingda/protocol/language.ts'
import type { Segmenter } from './segmenter.ts'
import type { FindableArticle } from './findable-article.ts'
import { learnLanguage, openLanguage } from './learned-language.ts'
import { understandingOf, type Question } from './understanding.ts'

const article = (slug: string, language: 'zh-CN' | 'en', title: string, variants: string[], intents: string[] = []): FindableArticle => ({
  slug,
  language,
  title,
  variants,
  intents,
  body: '',
})

const ARTICLES: readonly FindableArticle[] = [
  article('refund', 'en', 'Where is my refund?', [
    'my refund has not arrived',
    'when do I get my money back',
    'refund still missing',
    'how long does a refund take',
  ]),
  article('pin', 'en', 'Your PIN is locked', ['PIN blocked', 'I entered the wrong PIN too often', 'unlock my PIN', 'PIN locked out']),
  article(
    'wrong-payee',
    'en',
    'Money sent to the wrong person',
    ['I sent money to the wrong person', 'paid the wrong account', 'transfer to a wrong number'],
    ['wrong_payee'],
  ),
  article('person', 'en', 'Talk to a person', ['contact a colleague', 'reach customer service'], ['talk_to_human']),
  article('refund', 'zh-CN', '退款到哪里了', ['退款还没到', '退款要多久', '什么时候能收到退款', '退的钱没收到']),
  article('pin', 'zh-CN', '支付密码被锁定', ['密码锁了怎么办', '支付密码输错太多次', '怎么解锁支付密码', '支付密码锁定多久']),
]
const bySingleCharacters: Segmenter = {
  words: (text) => [...text],
  simplified: (text) => text.replaceAll('錢', '钱').replaceAll('沒', '没').replaceAll('還', '还'),
}

function learned(articles: readonly FindableArticle[] = ARTICLES) {
  const open = (language: Language) => {
    const own = articles.filter((one) => one.language === language)
    return openLanguage(learnLanguage(own, language, bySingleCharacters), language, bySingleCharacters)
  }
  return { 'zh-CN': open('zh-CN'), en: open('en') }
}
const known = learned()
const understanding = understandingOf(known, ARTICLES)
const ask = (text: string, more: Partial<Question> = {}) =>
  understanding.answer({ text, language: 'en', questionType: 'other', history: { unanswered: [], notHelpful: [] }, ...more })

test('a question in other words finds its article', () => {
  const found = ask('still waiting for the refund, it has not arrived')
  assert.equal(found.kind === 'article' && found.slug, 'refund')
})

test('the script decides the language, whatever the conversation’s is', () => {
  const found = ask('我的退款没到', { language: 'en' })
  assert.equal(found.kind === 'article' && found.slug, 'refund')
  assert.equal(found.language, 'zh-CN')
})

test('traditional characters find what simplified ones do', () => {
  const found = ask('退款的錢還沒收到')
  assert.equal(found.kind === 'article' && found.slug, 'refund')
})

test('what has nothing to do with a wallet is not answered', () => {
  for (const text of ['how do I bake a cake', 'qwer asdf', '今天天气怎么样', 'the moon is far away']) assert.equal(ask(text).kind, 'unsure', text)
})

test('a topic for a colleague is passed on and names the article on it', () => {
  assert.deepEqual(ask('I sent money to the wrong person'), { kind: 'needs_person', language: 'en', intent: 'wrong_payee', slug: 'wrong-payee' })
  assert.deepEqual(ask('我不想活了'), { kind: 'needs_person', language: 'zh-CN', intent: 'vulnerable_distress', slug: null })
})

test('asking for a person is understood as that, however it is said', () => {
  for (const text of ['let me speak to a human', '转人工', 'contact a colleague']) assert.equal(ask(text).kind, 'wants_person', text)
})

test('an article that did not help is not shown again', () => {
  const again = ask('my refund has not arrived', { history: { unanswered: [], notHelpful: ['refund'] } })
  assert.notEqual(again.kind === 'article' && again.slug, 'refund')
})

test('a short follow-up is read together with the unanswered question before it', () => {
  assert.equal(ask('too often').kind, 'unsure')
  const together = ask('too often', { history: { unanswered: ['I entered the wrong PIN'], notHelpful: [] } })
  assert.equal(together.kind === 'article' && together.slug, 'pin')
})

test('beside a person stands the article that bears the name of what is in danger', () => {
  const more = [article('card-seen', 'en', 'Card', ['x'], ['account_stolen']), article('account-stolen', 'en', 'Account', ['y'], ['account_stolen'])]
  const found = understandingOf(known, [...ARTICLES, ...more]).answer({
    text: 'I got hacked',
    language: 'en',
    questionType: 'other',
    history: { unanswered: [], notHelpful: [] },
  })
  assert.deepEqual(found, { kind: 'needs_person', language: 'en', intent: 'account_stolen', slug: 'account-stolen' })
})

test('a question of security that is not understood goes to a person; unrelated talk does not, even there', () => {
  assert.equal(ask('refund or PIN, or the transfer').kind, 'unsure')
  assert.deepEqual(ask('refund or PIN, or the transfer', { questionType: 'security' }), {
    kind: 'needs_person',
    language: 'en',
    intent: 'account_stolen',
    slug: null,
  })
  assert.equal(ask('how do I bake a cake', { questionType: 'security' }).kind, 'unsure')
})

test('the order of examples does not decide the answer', () => {
  const reversed = understandingOf(learned([...ARTICLES].reverse()), ARTICLES)
  const found = reversed.answer({ text: 'unlock the PIN please', language: 'en', questionType: 'other', history: { unanswered: [], notHelpful: [] } })
  assert.equal(found.kind === 'article' && found.slug, 'pin')
})

test('an article that has been withdrawn since is neither the answer nor suggested', () => {
  const later = understandingOf(
    known,
    ARTICLES.filter(({ slug }) => slug !== 'refund'),
  )
  const question = { language: 'en', questionType: 'other', history: { unanswered: [], notHelpful: [] } } as const
  assert.deepEqual(later.answer({ ...question, text: 'my refund has not arrived' }), { kind: 'unsure', language: 'en', suggestions: [] })
  assert.equal(later.answer({ ...question, text: 'unlock my PIN' }).kind, 'article')
})
