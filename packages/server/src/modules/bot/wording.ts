/** Puts what the bot decided to say into words, with what stands behind it and what the customer may tap. */
import { articleForTransaction } from '@yingda/domain/bot/article-for-transaction.ts'
import { newestAsked, type BotState } from '@yingda/domain/bot/bot-state.ts'
import type { BotDecision, Saying } from '@yingda/domain/bot/decide-bot-turn.ts'
import type { WalletStatement } from '@yingda/domain/bot/wallet-statement.ts'
import { botWords } from '@yingda/i18n/bot/bot-words.ts'
import { nearTime } from '@yingda/i18n/bot/near-time.ts'
import type { EntryData } from '@yingda/protocol/entries/conversation.ts'
import type { Bilingual, Language } from '@yingda/protocol/language.ts'
import { formatMoney } from '@yingda/protocol/money-format.ts'
import { sourceOf, type Library, type LibraryArticle } from '../knowledge/api.ts'

type Answer = NonNullable<EntryData<'message.posted'>['answer']>
export type Worded = { text: string; answer: Answer }
export type Surroundings = { library: Library; names: Readonly<Record<Language, string>>; timeZone: string; now: Date }
type Said = Exclude<BotDecision, { do: 'nothing' }>

/** A message may be read in one breath: what stands in an article is linked, not repeated. */
const MOST_QUESTION = 400

export function wordAnswer({ saying, language, introduce, secret, answersSeq }: Said, around: Surroundings): Worded {
  const words = botWords(language)
  const { paragraphs, ...answer } = parts(saying, language, around)
  const first = introduce && saying.kind !== 'greeting' ? [words.introduce(around.names[language])] : []
  return {
    text: [...first, ...(secret === null ? [] : [words.secretHidden[secret]]), ...paragraphs].join('\n\n'),
    answer: { source: null, transactionId: null, quickReplies: [], suggestions: [], ...answer, answersSeq },
  }
}

type Parts = { paragraphs: string[] } & Pick<Answer, 'kind'> & Partial<Answer>

function parts(saying: Saying, language: Language, around: Surroundings): Parts {
  const words = botWords(language)
  const find = (slug: string | null): LibraryArticle | null => (slug === null ? null : around.library.find(slug, language))
  switch (saying.kind) {
    case 'greeting':
      return { kind: 'greeting', paragraphs: [words.greeting(around.names[language])] }
    case 'thanks':
      return { kind: 'acknowledgement', paragraphs: [words.thanks] }
    case 'glad':
      return { kind: 'acknowledgement', paragraphs: [words.glad] }
    case 'secret_shared':
      return { kind: 'acknowledgement', paragraphs: [words.secretShared], quickReplies: ['talk_to_person'] }
    case 'secret_hidden': // said before anything else
      return { kind: 'acknowledgement', paragraphs: [], quickReplies: ['talk_to_person'] }
    case 'files_only':
      return { kind: 'unsure', paragraphs: [words.filesOnly], quickReplies: ['talk_to_person'] }
    case 'files_after_answer': // the answer may still be said to have helped, or not
      return { kind: 'acknowledgement', paragraphs: [words.filesAfterAnswer], quickReplies: ['helped', 'not_helped', 'talk_to_person'] }
    case 'article': {
      const article = find(saying.slug)
      if (article === null) throw new Error(`the bot chose ${saying.slug}, which is not published in ${language}`)
      return {
        kind: 'article',
        paragraphs: [article.passage, words.askHelped],
        source: sourceOf(article),
        quickReplies: ['helped', 'not_helped', 'talk_to_person'],
      }
    }
    case 'wallet': {
      const own = find(saying.slug)
      const article = own ?? articleForTransaction(inLanguage(around.library, language), saying.statement)
      const { paragraph } = wordStatement(saying.statement, language, around)
      const told = own === null || explains(own, saying.statement) ? null : own
      return {
        kind: 'wallet',
        // The statement has already said why and what to do: an article on the same reason is linked, not said again.
        paragraphs: [paragraph, ...(told === null ? [] : [told.passage]), words.askHelped],
        source: article === null ? null : sourceOf(article),
        ...(told === null ? {} : { tellsSource: true }),
        transactionId: saying.statement.transactionId,
        quickReplies: ['helped', 'not_helped', 'talk_to_person'],
      }
    }
    case 'unsure':
    case 'told_already': {
      const suggestions = saying.suggestions.flatMap((slug) => find(slug) ?? []).map(sourceOf)
      const { among, alone } = words[saying.kind]
      return { kind: 'unsure', paragraphs: [suggestions.length > 0 ? among : alone], suggestions, quickReplies: ['talk_to_person'] }
    }
    case 'handover': {
      const article = find(saying.slug)
      const statement = saying.statement === null ? [] : [wordStatement(saying.statement, language, around).paragraph]
      return {
        kind: 'handover',
        // what to do at once (lock the account, say) stands first in the article; the colleague follows
        paragraphs: [...statement, ...(article === null ? [] : [article.passage]), words.handover[saying.why]],
        source: article === null ? null : sourceOf(article),
        transactionId: saying.statement?.transactionId ?? null,
        quickReplies: ['keep_waiting'],
      }
    }
  }
}

const explains = ({ reasons }: LibraryArticle, { reason }: WalletStatement): boolean => reasons.some((one) => one === reason)

const inLanguage = (library: Library, language: Language): LibraryArticle[] => library.articles.filter((article) => article.language === language)

/** Where the money is, why as far as it may be told, what to do. */
function wordStatement(statement: WalletStatement, language: Language, { now, timeZone }: Surroundings): { paragraph: string; situation: string } {
  const words = botWords(language)
  const by = statement.expectedBy === null ? null : nearTime(new Date(statement.expectedBy), { now, timeZone, language })
  const situation = words.situation[statement.situation]({
    amount: formatMoney(statement.amount),
    move: statement.move,
    counterparty: statement.counterparty,
    method: statement.method,
    by: statement.overdue ? null : by,
  })
  const why = statement.reason === null ? [] : [statement.reason === 'undisclosed' ? words.undisclosed : words.reason[statement.reason]]
  const late = statement.overdue && by !== null ? [words.overdue(by)] : []
  return { paragraph: [situation, ...why, ...late].join(language === 'en' ? ' ' : ''), situation }
}

/** What an agent reads first when the conversation comes over, whatever language he reads; the question stays as it was asked. */
export const wordSummary = (...handover: [saying: Handover, state: BotState, around: Surroundings]): Bilingual => ({
  'zh-CN': summaryIn('zh-CN', ...handover),
  en: summaryIn('en', ...handover),
})

type Handover = Extract<Saying, { kind: 'handover' }>

function summaryIn(language: Language, saying: Handover, state: BotState, around: Surroundings): string {
  const said = newestAsked(state.pending)?.text || null
  // Who asks for a person may have said before what it is about.
  const asked = saying.why === 'asked' ? [state.lastQuestion, said] : [said ?? state.lastQuestion]
  const question = asked.flatMap((text) => text?.trim() || []).join(' / ')
  const titleOf = (slug: string): string => around.library.find(slug, language)?.title ?? slug
  return botWords(language)
    .summary({
      question: question === '' ? null : question.length > MOST_QUESTION ? `${question.slice(0, MOST_QUESTION)}…` : question,
      tried: state.tried.slice(-3).map(({ slug, helped }) => ({ title: titleOf(slug), helped })),
      why: saying.why,
      situation: saying.statement === null ? null : wordStatement(saying.statement, language, around).situation,
    })
    .slice(0, 1000)
}
