/**
 * Every test of the repository: `npm test`. Parts of paths as arguments choose among them (`npm test -- routing`);
 * `--quick` takes types, rules and commands only.
 *
 * Three rounds make one report: all that needs no whole system; what works on a database once more on PostgreSQL 15,
 * the oldest one supported; whole journeys through real processes and a browser. Beside all three, one at a time, runs
 * what mostly waits for time to pass. What the machine lacks is installed where that is possible, or named in one sentence.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { spec } from 'node:test/reporters'
import { globalSetup, globalTeardown, makeTemplate } from '../packages/server/src/testing/global-setup.ts'
import { browserPath } from './test/browser.ts'
import { Missing } from './test/debian.ts'
import { natsServerPath } from './test/debian-nats.ts'
import { postgres15Bin, startTemporaryCluster } from './test/debian-postgres.ts'
import { nothingYet, playRounds, type Prepared, type Round } from './test/rounds.ts'
import { selectFiles, type Selection } from './test/select-files.ts'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const MINUTE_MS = 60_000
/** Short files that wait for a process to start or for a database; one more than the build machine has cores. */
const FILES_AT_ONCE = 3
/** Each keeps a browser, a server and a database busy: more of them only wait for each other. */
const JOURNEYS_AT_ONCE = 2
/** So many files of browsers, processes and waiting may have been late for no fault of theirs; what is told of them is why. */
const SECOND_GO = 3

// Until the last line says otherwise the run has failed, whatever ends it.
process.exitCode = 1
process.chdir(ROOT)
const args = process.argv.slice(2)
const quick = args.includes('--quick')
const selection = selectFiles(ROOT, { quick, parts: args.filter((arg) => !arg.startsWith('--')) })

try {
  const typesHold = !quick || checkTypes()
  if (selection.flows.length + selection.waits.length > 0) process.env['CHROMIUM_PATH'] = browserPath()
  if (!quick) process.env['NATS_SERVER_PATH'] = natsServerPath()
  const allPass = await onOwnPostgres(() => play(roundsOf(selection), waitsOf(selection)))
  process.exitCode = typesHold && allPass ? 0 : 1
} catch (error) {
  if (!(error instanceof Missing)) throw error
  process.stderr.write(`${error.message}\n`)
}

async function play(rounds: Round[], beside: Round): Promise<boolean> {
  const interrupted = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interrupted.abort())
  const outcome = nothingYet()
  await pipeline(Readable.from(playRounds(rounds, outcome, interrupted.signal, beside)), new spec(), async (texts: AsyncIterable<string>) => {
    for await (const text of texts) process.stdout.write(text)
  })
  return outcome.success
}

function roundsOf({ unit, database, flows }: Selection): Round[] {
  const rounds: Round[] = [{ files: unit, concurrency: FILES_AT_ONCE, fileTimeoutMs: 5 * MINUTE_MS }]
  const bin = database.length === 0 ? null : postgres15OrReason()
  if (bin !== null) {
    rounds.push({ title: 'PostgreSQL 15', files: database, concurrency: FILES_AT_ONCE, fileTimeoutMs: 5 * MINUTE_MS, prepare: () => onPostgres15(bin) })
  }
  rounds.push({ title: 'Journeys', files: flows, concurrency: JOURNEYS_AT_ONCE, fileTimeoutMs: 15 * MINUTE_MS, secondGo: SECOND_GO })
  return rounds
}

function waitsOf({ waits }: Selection): Round {
  return { title: 'Waiting', files: waits, concurrency: 1, fileTimeoutMs: 15 * MINUTE_MS, secondGo: SECOND_GO }
}

async function onOwnPostgres<Result>(work: () => Promise<Result>): Promise<Result> {
  await globalSetup()
  try {
    return await work()
  } finally {
    await globalTeardown()
  }
}

/** Where nothing may be installed a person may do without this round; the build machine may not. */
function postgres15OrReason(): string | null {
  try {
    return postgres15Bin()
  } catch (error) {
    if (!(error instanceof Missing) || process.env['CI']) throw error
    process.stdout.write(`${error.message} Left out this time.\n`)
    return null
  }
}

/** A server of its own, which goes with all that is on it; the other rounds keep theirs. */
async function onPostgres15(bin: string): Promise<Prepared> {
  const cluster = await startTemporaryCluster(bin)
  const template = await makeTemplate(cluster.url)
  return { env: { ...process.env, TEST_PG_BASE: cluster.url, TEST_PG_TEMPLATE: template }, clear: cluster.stop }
}

function checkTypes(): boolean {
  return spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-b'], { stdio: 'inherit' }).status === 0
}
