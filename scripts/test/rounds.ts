/**
 * Several runs of node's test runner told as one: one stream of events, one list of failures, one set of closing
 * lines. A round that fails does not keep the next from running, so that one run tells everything. Where the machine
 * itself can make a file late it is played once more by itself, and said so (decision 0024).
 */
import { run } from 'node:test'

export type Round = {
  /** Told before the round, and put before the name of each of its tests; the first round needs none. */
  title?: string
  files: string[]
  concurrency: number
  /** A file that takes longer is ended and counts as failed. */
  fileTimeoutMs: number
  /** How many files that failed are played once more, one at a time; more than these fail at once. None by itself. */
  secondGo?: number
  /** Makes ready what the round needs (node's own global set-up runs once a process). */
  prepare?: () => Promise<Prepared>
}

export type Prepared = {
  /** What the round's files find in their environment; two rounds at once have two. */
  env: NodeJS.ProcessEnv
  clear: () => Promise<void>
}

export type Tally = { tests: number; failed: number; passed: number; cancelled: number; skipped: number; todo: number; suites: number }

/** What node's reporters read. Only what is looked at here is named; the rest passes through as it came. */
type TestEvent = { type: string; data: { nesting?: number; name?: string; message?: string; file?: string; counts?: Tally; success?: boolean } }

export type Outcome = {
  success: boolean
  tally: Tally
  /** Tests that failed and whose file passed when it was played once more by itself. */
  passedLater: number
}

/** How node closes a run, and in which order. */
const CLOSING = [
  ['tests', 'tests'],
  ['suites', 'suites'],
  ['pass', 'passed'],
  ['fail', 'failed'],
  ['cancelled', 'cancelled'],
  ['skipped', 'skipped'],
  ['todo', 'todo'],
] as const
const CLOSING_LINE = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) [\d.]+$/

/**
 * @param rounds one after the other
 * @param told filled in when the events have been read to their end; `success` stays false if they never are
 * @param beside runs while the others do, and is told after them
 */
export async function* playRounds(rounds: readonly Round[], told: Outcome, signal: AbortSignal, beside?: Round): AsyncGenerator<TestEvent> {
  const begun = performance.now()
  const meanwhile = Promise.allSettled(beside === undefined ? [] : [keep(playTitled(beside, told, signal))])
  let success = true
  for (const round of rounds) success = (yield* playTitled(round, told, signal)) && success
  for (const kept of await meanwhile) {
    if (kept.status === 'rejected') throw kept.reason
    yield* kept.value.events
    success = kept.value.success && success
  }
  for (const [word, key] of CLOSING) yield closing(`${word} ${told.tally[key]}`)
  yield closing(`duration_ms ${performance.now() - begun}`)
  if (told.passedLater > 0) yield closing(`${told.passedLater} of those that failed passed the second time, by themselves: see above which`)
  told.success = success && told.tally.tests > 0 && told.tally.failed === told.passedLater && !signal.aborted
}

export const nothingYet = (): Outcome => ({
  success: false,
  passedLater: 0,
  tally: { tests: 0, failed: 0, passed: 0, cancelled: 0, skipped: 0, todo: 0, suites: 0 },
})

/** A reporter cannot read two rounds mixed. */
async function keep(playing: AsyncGenerator<TestEvent, boolean>): Promise<{ events: TestEvent[]; success: boolean }> {
  const events: TestEvent[] = []
  for (;;) {
    const { done, value } = await playing.next()
    if (done === true) return { events, success: value }
    events.push(value)
  }
}

async function* playTitled(round: Round, told: Outcome, signal: AbortSignal): AsyncGenerator<TestEvent, boolean> {
  if (round.files.length === 0 || signal.aborted) return true
  if (round.title !== undefined) yield { type: 'test:stdout', data: { message: `\n${round.title}\n` } }
  const { success, failed } = yield* playRound(round, told.tally, signal)
  if (success || failed.size === 0 || failed.size > (round.secondGo ?? 0)) return success
  const title = `${round.title ?? ''}, a second time`
  const again = yield* playTitled({ ...round, title, files: [...failed.keys()], concurrency: 1, secondGo: 0 }, told, signal)
  if (again) told.passedLater += [...failed.values()].reduce((sum, tests) => sum + tests, 0)
  return again
}

/** `failed`: how many tests of each file that did. */
type Played = { success: boolean; failed: ReadonlyMap<string, number> }

async function* playRound(round: Round, tally: Tally, signal: AbortSignal): AsyncGenerator<TestEvent, Played> {
  const { files, concurrency, fileTimeoutMs: timeout } = round
  const prepared = await round.prepare?.()
  const failed = new Map<string, number>()
  let success = false
  try {
    // node types its events as a union that no code outside it can build; ours is the part read here.
    const events: AsyncIterable<TestEvent> = run({ files, concurrency, timeout, signal, env: prepared?.env ?? process.env })
    for await (const event of events) {
      if (event.type === 'test:summary') {
        const { file, counts } = event.data
        if (counts === undefined) continue
        // Each file has a summary as well; only the last one, of the whole round, names none.
        if (file !== undefined) {
          if (event.data.success !== true) failed.set(file, counts.failed)
          continue
        }
        for (const [, key] of CLOSING) tally[key] += counts[key]
        success = event.data.success === true
      } else if (!isClosingLine(event)) yield round.title === undefined ? event : named(event, round.title)
    }
  } finally {
    await prepared?.clear()
  }
  return { success, failed }
}

const isClosingLine = ({ type, data }: TestEvent): boolean => type === 'test:diagnostic' && data.nesting === 0 && CLOSING_LINE.test(data.message ?? '')

/** A test that runs in two rounds shows in which one it failed. */
function named(event: TestEvent, title: string): TestEvent {
  const { nesting, name } = event.data
  return nesting === 0 && name !== undefined ? { ...event, data: { ...event.data, name: `${title}: ${name}` } } : event
}

const closing = (message: string): TestEvent => ({ type: 'test:diagnostic', data: { nesting: 0, message } })
