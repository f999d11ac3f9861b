/** Who comes in a day, with everything that each will do: so that the same day can be lived again. */
import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { Language } from '@yingda/protocol/language.ts'
import type { Dice } from './dice.ts'
import { besidesPerHour, DAY_SECONDS, foreseenPerHour, type Profile } from './profiles.ts'
import { questionsOf } from './questions.ts'

/** All times in whole seconds; `at` counted from midnight. */
export type PlannedCustomer = {
  id: number
  at: number
  language: Language
  questionType: QuestionType
  text: string
  /** The bot's answer is enough; else a person is asked for. */
  settledByBot: boolean
  readSeconds: number
  /** So long he waits for a person, each time that he asks. */
  patienceSeconds: number
  /** Without a word, he stays in line: nobody there knows that he has gone. */
  leaves: 'saying_so' | 'without_a_word'
  /** Null = does not come back after leaving. */
  returnsAfterSeconds: number | null
  /** An agent's work for this customer: until the first words, and altogether. */
  firstReplySeconds: number
  handleSeconds: number
  /** How long each of the customer's own replies to an agent takes. */
  typingSeconds: readonly number[]
}

/** What an agent's work for one customer comes to on average: the log-normal's mean. */
export const MEAN_HANDLE_SECONDS = 720
const HANDLE_SIGMA = 0.55
export const SETTLED_BY_BOT = 0.34
const [PATIENCE_SECONDS, PATIENCE_SIGMA] = [1200, 0.7]

/** In the order in which they come. */
export function planCustomers(profile: Profile, dice: Dice): PlannedCustomer[] {
  const customers: PlannedCustomer[] = []
  for (let second = 0; second < DAY_SECONDS; second += 1) {
    const foreseen = foreseenPerHour(profile.arrivals, second)
    const { peak, burst } = besidesPerHour(profile, foreseen, second)
    if (dice.chance((foreseen + peak) / 3600)) customers.push(planCustomer(customers.length, second, dice.pickBy(profile.questions), dice))
    if (profile.burst !== null && dice.chance(burst / 3600)) customers.push(planCustomer(customers.length, second, profile.burst.questionType, dice))
  }
  return customers
}

function planCustomer(id: number, at: number, questionType: QuestionType, dice: Dice): PlannedCustomer {
  const language: Language = dice.chance(0.1) ? 'en' : 'zh-CN'
  const handleSeconds = within(dice.logNormal(MEAN_HANDLE_SECONDS * Math.exp(-(HANDLE_SIGMA ** 2) / 2), HANDLE_SIGMA), 120, 3600)
  const firstReplySeconds = Math.min(within(dice.logNormal(40, 0.4), 15, 120), handleSeconds - 60)
  const replies = handleSeconds < 300 ? 1 : handleSeconds < 900 ? 2 : 3
  return {
    id,
    at,
    language,
    questionType,
    text: dice.pick(questionsOf(questionType, language)),
    settledByBot: questionType !== 'security' && dice.chance(SETTLED_BY_BOT),
    readSeconds: within(dice.logNormal(25, 0.5), 8, 120),
    patienceSeconds: within(dice.logNormal(PATIENCE_SECONDS, PATIENCE_SIGMA), 60, 7200),
    leaves: dice.chance(0.8) ? 'saying_so' : 'without_a_word',
    returnsAfterSeconds: dice.chance(0.3) ? within(dice.between(600, 5400), 600, 5400) : null,
    firstReplySeconds,
    handleSeconds,
    typingSeconds: Array.from({ length: replies }, () => within(dice.logNormal(25, 0.5), 5, 60)),
  }
}

const within = (value: number, least: number, most: number): number => Math.round(Math.min(Math.max(value, least), most))
