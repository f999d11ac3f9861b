/** `npm run simulate -- --profile holiday --seed S`: a planned day against a real server, on a clock that runs faster. */
import { CalledOff, calledOffBySignal } from './replay/called-off.ts'
import { progressBar } from './replay/progress.ts'
import { readArguments, USAGE, type SimulateArguments } from './simulate/arguments.ts'
import { printReport, reportOf, violationsOf } from './simulate/report.ts'
import { runSimulation } from './simulate/run-simulation.ts'
import { WATCHER } from './simulate/staff.ts'

async function main({ json, ...wanted }: SimulateArguments): Promise<void> {
  const calledOff = calledOffBySignal()
  let bar: ReturnType<typeof progressBar> | null = null
  process.stderr.write('Starting a server on a fresh database…\n')
  const found = await runSimulation(
    wanted,
    {
      began(count, url) {
        process.stderr.write(`Watch at ${url}/console/ : sign in with one click as ${WATCHER}\n`)
        bar = progressBar(count, process.stderr)
      },
      came: () => bar?.step(),
    },
    calledOff,
  )
  process.stdout.write(`${printReport(found)}\n`)
  if (json) process.stdout.write(`${JSON.stringify(reportOf(found))}\n`)
  process.exitCode = violationsOf(found).length === 0 ? 0 : 1
}

try {
  await main(readArguments(process.argv.slice(2)))
} catch (error) {
  const words = error instanceof Error ? error.message : String(error)
  process.stderr.write(error instanceof CalledOff ? `\n${words}\n` : `${words}\n\n${USAGE}\n`)
  process.exitCode = 1
}
// Whoever was still waiting for something in a day that was called off keeps nobody up.
process.exit()
