/** `npm run bench`: measures this program beside the limits of the machine it runs on. */
import { mkdirSync } from 'node:fs'
import { readArguments, USAGE, type BenchArguments, type SceneName } from './bench/arguments.ts'
import { runCompare } from './bench/compare/run-compare.ts'
import { summed, tableOf, type Measured } from './bench/figures.ts'
import { busyShare } from './bench/machine.ts'
import { openPlace } from './bench/place.ts'
import { growth } from './bench/scenes/growth.ts'
import { http } from './bench/scenes/http.ts'
import { jobs } from './bench/scenes/jobs.ts'
import { messages } from './bench/scenes/messages.ts'
import { routing } from './bench/scenes/routing.ts'
import { sockets } from './bench/scenes/sockets.ts'
import type { Scene } from './bench/scenes/scene.ts'

const say = (line: string): void => void process.stderr.write(`${line}\n`)

/** The driver of browsers comes with development's packages alone. */
const ui: Scene = async (place, options) => (await import('./bench/scenes/ui.ts')).ui(place, options)
const scenes: Record<SceneName, Scene> = { messages, http, sockets, jobs, routing, growth, ui }

async function bench(name: SceneName, scene: Scene, args: BenchArguments): Promise<void> {
  await using place = await openPlace(args.postgres)
  stopOnSignal(place)
  const rounds: Measured[][] = []
  for (let round = 1; round <= args.rounds; round += 1) {
    const busy = await busyShare()
    say(`${name}, round ${round} of ${args.rounds}; before it ${Math.round(busy * 100)} % of the processors were in use by others`)
    rounds.push([...(await scene(place, { ...args, scale: 1, say })), { name: 'in use by others before the round', unit: '%', value: busy * 100 }])
  }
  report(name, rounds, args)
}

/** The database runs in a session of its own: left alone it would go on for ever. */
function stopOnSignal(place: AsyncDisposable): void {
  const stop = async (): Promise<void> => {
    await place[Symbol.asyncDispose]()
    process.exit(1)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())
}

function report(name: string, rounds: readonly (readonly Measured[])[], { json }: BenchArguments): void {
  const figures = summed(rounds)
  process.stdout.write(`\n${name}\n${tableOf(figures)}\n`)
  if (json) process.stdout.write(`${JSON.stringify({ bench: name, figures })}\n`)
}

async function main(args: BenchArguments): Promise<void> {
  if (args.profileFolder !== null) mkdirSync(args.profileFolder, { recursive: true })
  if (args.withFolder !== null) report('messages', await runCompare(args.withFolder, { ...args, say }), args)
  for (const name of args.withFolder === null ? args.scenes : []) {
    await bench(name, scenes[name], args)
  }
}

/** Null, and said, when they cannot be read: whoever mistyped one needs no stack. */
function argumentsOrNull(): BenchArguments | null {
  try {
    return readArguments(process.argv.slice(2))
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
    return null
  }
}

const args = argumentsOrNull()
if (args === null) process.exitCode = 1
else
  await main(args).catch((error: unknown) => {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error))
    process.exitCode = 1
  })
