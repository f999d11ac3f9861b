/** `npm run chaos -- --minutes N --seed S`: the fault campaign over servers, PostgreSQL and NATS of its own. */
import { readArguments, USAGE, type ChaosArguments } from './flows/chaos/arguments.ts'
import { runCampaign } from './flows/chaos/campaign.ts'
import { printReport, reportOf } from './flows/chaos/report.ts'
import { longSchedule } from './flows/chaos/schedule.ts'
import { CalledOff, calledOffBySignal } from './replay/called-off.ts'
import { progressBar } from './replay/progress.ts'

async function main({ minutes, seed, json }: ChaosArguments): Promise<void> {
  const calledOff = calledOffBySignal()
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
  const outcome = await runCampaign({ seed, faults: longSchedule(seed), isOver: () => performance.now() - beganMs > seconds * 1_000, signal: calledOff })
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
  const words = error instanceof Error ? error.message : String(error)
  process.stderr.write(error instanceof CalledOff ? `\n${words}\n` : `${words}\n\n${USAGE}\n`)
  process.exitCode = 1
}
// Clients of a campaign that was called off keep nobody up.
process.exit()
