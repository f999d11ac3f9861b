/** `npm run replay -- FILE`: sends customers' questions through the public interfaces and reports what became of them. */
import { readArguments, USAGE, type ReplayArguments } from './replay/arguments.ts'
import type { Desk } from './replay/ask.ts'
import { startOwnServer } from './replay/own-server.ts'
import { progressBar } from './replay/progress.ts'
import { readQuestions, readTopics, type ReplayQuestion, type Topics } from './replay/questions.ts'
import { addUp, printReport } from './replay/report.ts'
import { runReplay } from './replay/run-replay.ts'

async function main(args: ReplayArguments): Promise<void> {
  const [questions, topics] = await Promise.all([readQuestions(args.file, args.limit), readTopics(args.topicsFile)])
  const own = args.url === null ? await startOwn() : null
  try {
    await report(own ?? deskAt(args), args, { questions, topics })
  } finally {
    await own?.[Symbol.asyncDispose]()
  }
}

type Material = { questions: readonly ReplayQuestion[]; topics: Topics | null }

async function report(desk: Desk, { concurrency, json }: ReplayArguments, { questions, topics }: Material): Promise<void> {
  const bar = progressBar(questions.length, process.stderr)
  const results = await runReplay(desk, questions, { concurrency, onAsked: bar.step })
  bar.end()
  const sums = addUp(results, topics)
  process.stdout.write(`${printReport(sums)}\n`)
  if (json) process.stdout.write(`${JSON.stringify(sums)}\n`)
}

const deskAt = ({ url, identitySecret }: ReplayArguments): Desk => ({
  url: url ?? '',
  identitySecret: identitySecret ?? '',
  audience: process.env['CUSTOMER_JWT_AUDIENCE'] ?? 'yingda',
  issuer: process.env['CUSTOMER_JWT_ISSUER'] ?? null,
})

function startOwn(): ReturnType<typeof startOwnServer> {
  process.stderr.write('Starting a server on a fresh database…\n')
  return startOwnServer()
}

try {
  await main(readArguments(process.argv.slice(2), process.env))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}\n`)
  process.exitCode = 1
}
