/**
 * The console in real Chromium: how soon a new message is painted after its commit, what a step of scrolling takes of the
 * main thread in a list of ten thousand, and what the first load weighs.
 */
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { percentile, type Measured } from '../figures.ts'
import { startChild } from '../limits/child.ts'
import type { Party } from '../seed.ts'
import { openStage, withServer, type Stage } from '../stage.ts'
import { openAgentWindow, type BenchWindow } from '../ui/agent-window.ts'
import { openBareList } from '../ui/bare-list.ts'
import { fillDesk } from '../ui/long-desk.ts'
import { measurePaint, type PaintTimes } from '../ui/paint.ts'
import { scroll, type Scrolled } from '../ui/scroll.ts'
import type { Spent } from '../ui/trace.ts'
import { flagsFor, type Scene, type SceneOptions } from './scene.ts'

const CONVERSATIONS = 10_000
/** A turn of the wheel, and a page of the list. */
const STEPS = [
  { name: 'a turn of the wheel, 120 px', steps: 300, stepPx: 120 },
  { name: 'a page, 640 px', steps: 200, stepPx: 640 },
] as const
const MOST_LINES = 80
const STEP_MS = 8
const FIRST_LOAD_KB = 300

export const ui: Scene = async (place, options) => {
  const weight = consoleWeight()
  await place.keepCommitTimes()
  await using stage = await openStage(place, 1)
  const [customer, agent] = stage.parties
  const [pair] = stage.pairs
  if (customer === undefined || agent === undefined || pair === undefined) throw new Error('there is nobody on the stage')
  await fillDesk(stage.database.db, { teamId: stage.teamId, staffId: pair.staffId }, Math.round(CONVERSATIONS * options.scale) - 1)
  return await withServer(stage, place, flagsFor(options), async ({ origin }) => [
    ...(await conversationOpen(stage, origin, customer, agent, options)),
    ...(await longList(stage, origin, customer, agent, options)),
    { name: 'first load of the console, gzipped', unit: 'kB', value: weight / 1000, better: 'less', must: FIRST_LOAD_KB },
  ])
}

/** As the size check reckons it; built first if its sources have changed. */
function consoleWeight(): number {
  const program = fileURLToPath(new URL('../../../../../scripts/size.ts', import.meta.url))
  const { stdout, stderr } = spawnSync(process.execPath, [program, '--json'], { encoding: 'utf8' })
  const size: Record<string, number> = JSON.parse(stdout.trim().split('\n').at(-1) || `{"failed":${JSON.stringify(stderr)}}`)
  const bytes = size['console']
  if (bytes === undefined) throw new Error(`the console could not be weighed: ${stderr}`)
  return bytes
}

async function conversationOpen(stage: Stage, origin: string, customer: Party, agent: Party, options: SceneOptions): Promise<Measured[]> {
  await using window = await openAgentWindow(origin, agent, `inbox/desk/${customer.conversationId}`)
  const { firstLoad } = window
  const onTheWire = { requests: firstLoad.requests, bytes: firstLoad.bytes }
  const times = await withEcho(window, async () =>
    measurePaint({ name: 'open', origin, customer, window, db: stage.database.db, blocks: 5, perBlock: Math.max(1, Math.round(50 * options.scale)) }),
  )
  return [
    ...paintFigures('', times),
    { name: 'first load of the console, as it came over the wire', unit: 'kB', value: onTheWire.bytes / 1000, better: 'less', must: FIRST_LOAD_KB },
    { name: 'first load of the console, files', unit: '', value: onTheWire.requests },
  ]
}

async function longList(stage: Stage, origin: string, customer: Party, agent: Party, options: SceneOptions): Promise<Measured[]> {
  const count = Math.round(CONVERSATIONS * options.scale)
  const bare = await bareSteps(count, options)
  await using window = await openAgentWindow(origin, agent, 'inbox/desk')
  options.say(`reading ${count} conversations into the list`)
  const whileReading = await window.page.evaluate<number>(`bench.readAll(${count})`)
  const scrolled = await allSteps(window, options, options.profileFolder)
  const mostLines = Math.max(whileReading, ...scrolled.map((one) => one.mostLines))
  await window.page.evaluate('bench.toTop()')
  await window.page.locator(`a.row[data-row="${customer.conversationId}"]`).click()
  await window.page.locator('.thread .threadin').waitFor()
  const times = await withEcho(window, async () =>
    measurePaint({ name: 'long', origin, customer, window, db: stage.database.db, blocks: 2, perBlock: Math.max(1, Math.round(50 * options.scale)) }),
  )
  return [
    ...STEPS.flatMap(({ name }, index) => stepFigures(name, scrolled[index], bare[index])),
    { name: `lines in the page for a list of ${count}, most`, unit: '', value: mostLines, better: 'less', must: MOST_LINES },
    ...paintFigures(`beside ${count} read rows: `, times),
  ]
}

async function bareSteps(count: number, options: SceneOptions): Promise<Scrolled[]> {
  await using window = await openBareList(count)
  return await allSteps(window, options, null)
}

async function allSteps(window: BenchWindow, { scale }: SceneOptions, profileFolder: string | null): Promise<Scrolled[]> {
  const all: Scrolled[] = []
  for (const { steps, stepPx } of STEPS) all.push(await scroll(window, { steps: Math.max(5, Math.round(steps * scale)), stepPx, profileFolder }))
  return all
}

async function withEcho<T>(window: BenchWindow, work: () => Promise<T>): Promise<T> {
  const child = startChild(new URL('../limits/echo-server.ts', import.meta.url))
  try {
    const [{ port }] = (await once(child, 'message')) as [{ port: number }] // our own program's words
    await window.page.evaluate(`bench.openEcho('ws://127.0.0.1:${port}')`)
    return await work()
  } finally {
    child.kill('SIGKILL')
  }
}

function stepFigures(name: string, console: Scrolled | undefined, bare: Scrolled | undefined): Measured[] {
  const figure = (of: keyof Spent, share: number) => {
    const at = (scrolled: Scrolled | undefined): number =>
      percentile(
        (scrolled?.steps ?? []).map((step) => step[of]),
        share,
      )
    return { unit: 'ms', value: at(console), limitName: 'a bare list', limit: at(bare), better: 'less' as const }
  }
  return [
    { name: `main thread, ${name}, p95`, ...figure('wallMs', 0.95), must: STEP_MS },
    { name: `main thread, ${name}, p50`, ...figure('wallMs', 0.5) },
    { name: `of it on the processor, ${name}, p95`, ...figure('runMs', 0.95), must: STEP_MS },
    { name: `of it on the processor, ${name}, p50`, ...figure('runMs', 0.5) },
  ]
}

function paintFigures(where: string, { messages, echoes, errorMs }: PaintTimes): Measured[] {
  const fromCommit = messages.map((one) => one.fromCommit)
  const beside = (share: number) => ({ limitName: 'bare echo, sent to painted', limit: percentile(echoes, share) })
  const plain = (name: string, value: number): Measured => ({ name: `${where}${name}`, unit: 'ms', value })
  return [
    { ...plain('commit to paint, p95', percentile(fromCommit, 0.95)), ...beside(0.95) },
    { ...plain('commit to paint, p50', percentile(fromCommit, 0.5)), ...beside(0.5) },
    plain(
      'acknowledged to paint, p95',
      percentile(
        messages.map((one) => one.fromAcknowledged),
        0.95,
      ),
    ),
    plain(
      'said to paint, p95',
      percentile(
        messages.map((one) => one.fromSaid),
        0.95,
      ),
    ),
    plain('the clocks are known to within', errorMs),
    { name: `${where}messages measured`, unit: '', value: messages.length },
  ]
}
