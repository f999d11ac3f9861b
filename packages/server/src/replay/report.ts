/** Adds up what became of the questions. */
import type { Asked } from './ask.ts'
import type { ReplayQuestion, Topics } from './questions.ts'

export type Percentiles = { p50: number; p95: number; p99: number }
export type ReplayReport = {
  asked: number
  answeredByBot: number
  handedOver: number
  unanswered: number
  lost: number
  duplicated: number
  rightTopic: number
  wrongTopic: number
  ackMs: Percentiles
  answerMs: Percentiles
}

export type Result = { question: ReplayQuestion; asked: Asked }

/** @param topics null = rightTopic and wrongTopic stay 0 */
export function addUp(results: readonly Result[], topics: Topics | null): ReplayReport {
  const count = (is: (result: Result) => boolean): number => results.filter(is).length
  const verdicts = results.map((result) => verdict(result, topics))
  return {
    asked: results.length,
    answeredByBot: count(({ asked }) => asked.outcome === 'answered'),
    handedOver: count(({ asked }) => asked.outcome === 'handed_over'),
    unanswered: count(({ asked }) => asked.outcome === 'unanswered'),
    lost: count(({ asked }) => asked.outcome === 'lost'),
    duplicated: count(({ asked }) => asked.duplicated),
    rightTopic: verdicts.filter((right) => right === true).length,
    wrongTopic: verdicts.filter((right) => right === false).length,
    ackMs: percentiles(results.flatMap(({ asked }) => asked.ackMs ?? [])),
    answerMs: percentiles(results.flatMap(({ asked }) => asked.answerMs ?? [])),
  }
}

/** Right or wrong; null where there is nothing to judge: no label, or handed over although an article would answer. */
function verdict({ question, asked }: Result, topics: Topics | null): boolean | null {
  const right = question.label === null ? undefined : topics?.[question.label]
  if (right === undefined) return null
  if (asked.outcome === 'answered') return right !== 'handover' && asked.slug !== null && right.includes(asked.slug)
  return asked.outcome === 'handed_over' && right === 'handover' ? true : null
}

function percentiles(values: readonly number[]): Percentiles {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number): number => Math.round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0)
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

const share = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`)

export function printReport(report: ReplayReport): string {
  const { asked, answeredByBot, handedOver, unanswered, lost, duplicated, rightTopic, wrongTopic, ackMs, answerMs } = report
  const row = (name: string, value: number | string, more = ''): string => `  ${name.padEnd(22)}${String(value).padStart(7)}  ${more}`
  const times = ({ p50, p95, p99 }: Percentiles): string => `half within ${p50} ms, 95 % within ${p95} ms, 99 % within ${p99} ms`
  const judged = rightTopic + wrongTopic
  return [
    row('asked', asked),
    row('answered by the bot', answeredByBot, share(answeredByBot, asked)),
    row('handed to a person', handedOver, `${share(handedOver, asked)}   asked for one, or offered one because unsure`),
    row('unanswered', unanswered, share(unanswered, asked)),
    row('lost', lost),
    row('duplicated', duplicated),
    ...(judged === 0 ? [] : [row('right topic', rightTopic, `${share(rightTopic, judged)} of those that can be judged`), row('wrong topic', wrongTopic)]),
    `  accepted: ${times(ackMs)}`,
    `  answered: ${times(answerMs)}`,
  ].join('\n')
}
