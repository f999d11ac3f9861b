/** `npm run chaos -- --minutes N --seed S`: the fault campaign over servers, PostgreSQL and NATS of its own. */
import { parseArgs } from 'node:util'
import { runCampaign } from './flows/chaos/campaign.ts'
import { printReport, reportOf } from './flows/chaos/report.ts'
import { longSchedule } from './flows/chaos/schedule.ts'
import { progressBar } from './replay/progress.ts'

const USAGE = `npm run chaos -- [--minutes N] [--seed S] [--json]
  --minutes N  how long things break (default 5)
  --seed S     repeats the schedule of an earlier run (default: a new one)
  --json       the last line is the result as JSON
It needs nats-server (Debian: apt-get install nats-server), or NATS_SERVER_PATH.`

const MAX_MINUTES = 24 * 60

function readArguments(args: string[]): { minutes: number; seed: number; json: boolean } {
  const { values } = parseArgs({
    args,
    options: { minutes: { type: 'string', default: '5' }, seed: { type: 'string' }, json: { type: 'boolean', default: false } },
  })
  const minutes = Number(values.minutes)
  const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed)
  if (!(minutes > 0 && minutes <= MAX_MINUTES)) throw new Error(`--minutes is a number from 0 to ${MAX_MINUTES}`)
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Error('--seed is a whole number')
  return { minutes, seed, json: values.json }
}

async function main({ minutes, seed, json }: ReturnType<typeof readArguments>): Promise<void> {
  const seconds = Math.ceil(minutes * 60)
  process.stderr.write(`Seed ${seed}. Three servers, PostgreSQL and NATS start; then things break for ${minutes} min.\n`)
  const bar = progressBar(seconds, process.stderr)
  const beganMs = performance.now()
  let shown = 0
  const tick = setInterval(() => {
    if (shown >= seconds) return
    shown += 1
    bar.step()
  }, 1_000)
  const outcome = await runCampaign({ seed, faults: longSchedule(seed), isOver: () => performance.now() - beganMs > seconds * 1_000 })
  clearInterval(tick)
  bar.end()
  const report = reportOf(seed, outcome)
  process.stdout.write(`${printReport(report, outcome)}\n`)
  if (json) process.stdout.write(`${JSON.stringify(report)}\n`)
  process.exitCode = report.violationsTotal === 0 ? 0 : 1
}

try {
  await main(readArguments(process.argv.slice(2)))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}\n`)
  process.exitCode = 1
}
