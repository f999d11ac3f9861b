/**
 * What a customer's question is about, judged from the help articles alone: which article answers, or that none surely
 * does. A stronger understanding fills the same interface. Pure: it knows articles and words, not customers or storage.
 */
import type { Language } from '@yingda/protocol/language.ts'
import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { FindableArticle } from './findable-article.ts'
import { INTENTS, intentForPerson } from './intents.ts'
import { OUTSIDE, personIntentOf } from './no-article-topics.ts'
import { plainSign, type PlainSign } from './plain-signs.ts'
import { languageOfText } from './question-language.ts'
import type { Ranked, Ranker } from './ranker.ts'
import { recipeFor } from './recipes.ts'
import { securitySign, type DangerIntent } from './security-signs.ts'

export type Question = {
  readonly text: string
  /** Taken when the text itself has no letters. */
  readonly language: Language
  readonly questionType: QuestionType
  /** What the customer wrote before and was not answered, newest last; articles already shown that did not help. */
  readonly history: { readonly unanswered: readonly string[]; readonly notHelpful: readonly string[] }
}

export type Understood =
  | { readonly kind: 'article'; readonly language: Language; readonly slug: string; readonly score: number; readonly runnersUp: readonly string[] }
  | { readonly kind: 'unsure'; readonly language: Language; readonly suggestions: readonly string[] }
  /** The topic is for a colleague; `slug` is the article on it, if there is one. */
  | { readonly kind: 'needs_person'; readonly language: Language; readonly intent: string; readonly slug: string | null }
  | { readonly kind: 'wants_person' | 'greeting' | 'thanks' | 'secret_shared'; readonly language: Language }

export type Understanding = { answer(question: Question): Understood }

/** Reading a question type as a hint, not as a filter: people choose the wrong one. */
const QUESTION_TYPE_FAVOUR = 0.08
const MAX_SUGGESTIONS = 3
/** Below this an article is not even worth suggesting. */
const SUGGEST_FROM = -0.75

/** From here a doubtful question is taken to be what it is most like, if that is one of danger. */
const DANGER_FROM = -0.3

/** What one language's articles are asked by. */
export type Known = { readonly ranker: Ranker; readonly ofText: (text: string) => ReadonlyMap<string, number> }
type KnownArticles = Known & { readonly articles: ReadonlyMap<string, FindableArticle> }

/** @param articles what is published now; what was learned of others is not answered with */
export function understandingOf(known: Readonly<Record<Language, Known>>, articles: readonly FindableArticle[]): Understanding {
  const withArticles = (language: Language): KnownArticles => ({
    ...known[language],
    articles: new Map(articles.flatMap((article) => (article.language === language ? [[article.slug, article] as const] : []))),
  })
  const byLanguage = { 'zh-CN': withArticles('zh-CN'), en: withArticles('en') }
  return { answer: (question) => understand(question, byLanguage) }
}

function understand(question: Question, knownBy: Readonly<Record<Language, KnownArticles>>): Understood {
  const language = languageOfText(question.text, question.language)
  const sign = plainSign(question.text)
  if (sign !== null) return ofSign(sign, language)
  const danger = securitySign(question.text)
  if (danger !== null) return ofDanger(danger, language, [...knownBy[language].articles.values()])

  const alone = judge(question.text, question, language, knownBy[language])
  const before = question.history.unanswered.at(-1)
  if (alone.kind !== 'unsure' || before === undefined || languageOfText(before, language) !== language) return alone
  // "and for my card?" says little alone: read it together with what it follows
  const together = judge(`${before} ${question.text}`, question, language, knownBy[language])
  return together.kind === 'unsure' ? alone : together
}

/** What a plain sign means: the same whatever has been learned. */
export function ofSign(sign: PlainSign, language: Language): Understood {
  if (sign === 'distress') return { kind: 'needs_person', language, intent: 'vulnerable_distress', slug: null }
  if (sign === 'legal') return { kind: 'needs_person', language, intent: 'legal_threat_or_media', slug: null }
  return { kind: sign, language }
}

/** A person at once, and beside it what stands in the article on it. */
export function ofDanger(intent: DangerIntent, language: Language, articles: readonly FindableArticle[]): Understood {
  return { kind: 'needs_person', language, intent, slug: slugFor(intent, articles) }
}

/** Of several articles on an intent the one that bears its name speaks of it whole. */
function slugFor(intent: string, articles: readonly FindableArticle[]): string | null {
  const own = articles.filter(({ intents }) => intents.includes(intent))
  return (own.find(({ slug }) => slug === intent.replaceAll('_', '-')) ?? own[0])?.slug ?? null
}

function judge(text: string, question: Question, language: Language, known: KnownArticles): Understood {
  const recipe = recipeFor(language)
  const ofText = known.ofText(text)
  const favour = (topic: string): number => favourOf(known.articles.get(topic), question.questionType) + recipe.text * (ofText.get(topic) ?? 0)
  const shown = new Set(question.history.notHelpful)
  const ranked = known.ranker.rank(text, { limit: 8, favour }).filter(({ topic }) => !shown.has(topic))
  const [first, second] = ranked
  if (first === undefined || !isSure(first, second, recipe.sureFrom)) {
    const danger = dangerIn(ranked, question.questionType, known)
    if (danger !== null) return { kind: 'needs_person', language, intent: danger, slug: null }
    return { kind: 'unsure', language, suggestions: suggestionsFrom(ranked, known) }
  }

  const personIntent = personIntentOf(first.topic)
  if (personIntent !== null) return { kind: 'needs_person', language, intent: personIntent, slug: slugFor(personIntent, [...known.articles.values()]) }
  const article = known.articles.get(first.topic)
  if (article === undefined) return { kind: 'unsure', language, suggestions: [] }
  if (article.intents.includes('talk_to_human')) return { kind: 'wants_person', language }
  const intent = intentForPerson(article.intents)
  if (intent !== null) return { kind: 'needs_person', language, intent, slug: article.slug }
  return { kind: 'article', language, slug: article.slug, score: first.score, runnersUp: suggestionsFrom(ranked.slice(1), known) }
}

function favourOf(article: FindableArticle | undefined, questionType: QuestionType): number {
  if (article === undefined || questionType === 'other') return 0
  return article.intents.some((intent) => INTENTS.get(intent)?.questionType === questionType) ? QUESTION_TYPE_FAVOUR : 0
}

function isSure(first: Ranked, second: Ranked | undefined, from: { score: number; lead: number }): boolean {
  return first.score >= from.score && first.score - (second?.score ?? -1) >= from.lead
}

/**
 * Not sure which article, but most like a question where waiting costs money, or asked as one of security: nobody is
 * asked to put that another way.
 */
function dangerIn([first]: readonly Ranked[], questionType: QuestionType, known: KnownArticles): string | null {
  if (first === undefined || first.topic === OUTSIDE) return null
  const person = personIntentOf(first.topic)
  const intents = person === null ? (known.articles.get(first.topic)?.intents ?? []) : [person]
  const danger = intents.find((id) => INTENTS.get(id)?.questionType === 'security' && INTENTS.get(id)?.urgent)
  if (danger !== undefined && first.score >= DANGER_FROM) return danger
  return questionType === 'security' ? 'account_stolen' : null
}

function suggestionsFrom(ranked: readonly Ranked[], known: KnownArticles): string[] {
  if (ranked[0]?.topic === OUTSIDE) return []
  return ranked
    .filter(({ topic, score }) => known.articles.has(topic) && score >= SUGGEST_FROM)
    .slice(0, MAX_SUGGESTIONS)
    .map(({ topic }) => topic)
}
