import { ask, type Desk } from './ask.ts'
import type { ReplayQuestion } from './questions.ts'
import type { Result } from './report.ts'

/** Ask all, `concurrency` at once, each as a customer of its own; results in the order of the questions. */
export async function runReplay(
  desk: Desk,
  questions: readonly ReplayQuestion[],
  { concurrency, onAsked }: { concurrency: number; onAsked(): void },
): Promise<Result[]> {
  const results: Result[] = []
  let next = 0
  const work = async (): Promise<void> => {
    for (let at = next++; at < questions.length; at = next++) {
      const question = questions[at]
      if (question === undefined) return
      results[at] = { question, asked: await ask(desk, question.text) }
      onAsked()
    }
  }
  await Promise.all(Array.from({ length: Math.min(concurrency, questions.length) }, work))
  return results
}
