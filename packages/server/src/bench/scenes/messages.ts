/**
 * Durable messages: 200 signed-in parties in 100 assigned conversations, customer and agent, 200 bytes a message.
 * Acknowledged only when on disk, complete when the other side has it.
 */
import { once } from 'node:events'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { Measured } from '../figures.ts'
import { askChild, startChild } from '../limits/child.ts'
import type { GroupCommitQuestion, Written } from '../limits/group-commit.ts'
import type { LoadPlan } from '../load/plan.ts'
import { runLoad, type Loaded } from '../load/run-load.ts'
import type { Place } from '../place.ts'
import type { Server } from '../server.ts'
import { caughtUp, openStage, withServer, type Stage } from '../stage.ts'
import { LAYERS, type Layer, type WriterQuestion } from '../writer.ts'
import { flagsFor, type Scene, type SceneOptions } from './scene.ts'

export const PAIRS = 100
export const BODY = 'x'.repeat(200)
const WAITING = 256
const IN_FLIGHT = 2
const STEADY = 1000
const FLUSH_US = 2000
/** For so long Node runs what is new to it at half its speed or less. */
const WARM_UP_MS = 12_000

const plan = (parts: Pick<LoadPlan, 'origin' | 'parties' | 'pace'> & Partial<LoadPlan>, { scale }: SceneOptions): LoadPlan => ({
  to: 'desk',
  warmUpMs: WARM_UP_MS * scale,
  measureMs: 6000 * scale,
  drainMs: 10_000,
  body: BODY,
  asideConversationId: null,
  ...parts,
})

const CLOSED: LoadPlan['pace'] = { kind: 'closed', inFlight: IN_FLIGHT }
const OPEN: LoadPlan['pace'] = { kind: 'open', perSecond: STEADY }

export const messages: Scene = async (place, options) => {
  await using stage = await openStage(place, PAIRS)
  const raw = await groupCommit(place, stage.url, options)
  const echo = await bareEcho(place, stage, options)
  const layers = await costOfLayers(place, stage, options)
  const live = await withServer(stage, place, flagsFor(options), (server) => throughServer(place, stage, server, options))
  const slow = await withSlowDisk(place, () => withServer(stage, place, [], (server) => saturate(place, stage, server, options)))
  return [
    { name: 'raw group commit', unit: '1/s', value: raw.perSecond },
    { name: 'raw group commit, processor', unit: 'µs', value: raw.processUs + raw.postgresUs },
    ...writerFigures(layers, raw),
    ...saturationFigures(live.saturated, raw, echo),
    { name: 'caught up with after the full load', unit: 'ms', value: live.caughtUpMs },
    ...steadyFigures(live, raw),
    {
      name: 'durable messages, disk flushes in 2 ms',
      unit: '1/s',
      value: slow.perSecond,
      limitName: 'without',
      limit: live.saturated.perSecond,
      judged: 'ratio',
      must: 0.7,
      stretch: 0.9,
    },
  ]
}

const groupCommit = (place: Place, url: string, { scale }: SceneOptions): Promise<Written> => {
  const question: GroupCommitQuestion = { url, waiting: WAITING, measureMs: 3000 * scale, body: BODY, postgresPid: place.postgresPid }
  return askChild(new URL('../limits/group-commit.ts', import.meta.url), question)
}

async function bareEcho(place: Place, { parties }: Stage, options: SceneOptions): Promise<Loaded> {
  const child = startChild(new URL('../limits/echo-server.ts', import.meta.url))
  try {
    const [{ port }] = (await once(child, 'message')) as [{ port: number }] // our own program's words
    const load = plan({ to: 'echo', origin: `ws://127.0.0.1:${port}`, parties, pace: CLOSED, measureMs: 3000 * options.scale }, options)
    return await runLoad(load, { serverPid: child.pid ?? 0, postgresPid: place.postgresPid })
  } finally {
    child.kill('SIGKILL')
  }
}

/** Each layer with all before it, in a process of its own, without sockets. */
async function costOfLayers(place: Place, stage: Stage, options: SceneOptions): Promise<Map<Layer, Written>> {
  const costs = new Map<Layer, Written>()
  const articles = join(place.folder, 'articles')
  cpSync(fileURLToPath(new URL('../../../../help/articles/', import.meta.url)), articles, {
    recursive: true,
    filter: (path) => !path.endsWith('.md') || path.includes('refund-'),
  })
  for (const layer of LAYERS) {
    const question: WriterQuestion = {
      layer,
      env: {
        DATABASE_URL: stage.url,
        SESSION_SECRET: stage.secrets.session,
        CUSTOMER_JWT_SECRET: stage.secrets.customer,
        YINGDA_DATA: place.folder,
        PORT: '46999',
        LOG_LEVEL: 'error',
      },
      articles,
      seeded: { teamId: stage.teamId, pairs: stage.pairs },
      waiting: WAITING,
      warmUpMs: 1500 * options.scale,
      measureMs: 4000 * options.scale,
      body: BODY,
      postgresPid: place.postgresPid,
    }
    costs.set(layer, await askChild<Written>(new URL('../writer.ts', import.meta.url), question))
  }
  return costs
}

function writerFigures(layers: ReadonlyMap<Layer, Written>, raw: Written): Measured[] {
  return [...layers].flatMap(([layer, written]) => [
    {
      name: layer === 'writer' ? 'the bare writer' : `writer + ${LAYERS.slice(1, LAYERS.indexOf(layer) + 1).join(' + ')}`,
      unit: '1/s',
      value: written.perSecond,
      limitName: 'raw group commit',
      limit: raw.perSecond,
      judged: 'ratio' as const,
      ...(layer === 'writer' ? { must: 0.5, stretch: 0.8 } : {}),
    },
    { name: `processor: ${layer}, own process`, unit: 'µs', value: written.processUs },
    { name: `processor: ${layer}, PostgreSQL`, unit: 'µs', value: written.postgresUs },
  ])
}

const saturate = async (place: Place, stage: Stage, server: Server, options: SceneOptions): Promise<Loaded> =>
  runLoad(plan({ origin: server.origin, parties: await stage.upToDate(), pace: CLOSED }, options), { serverPid: server.pid, postgresPid: place.postgresPid })

/** `caughtUpMs`: after the full load, until reactions were done with all of it. */
type Live = { saturated: Loaded; caughtUpMs: number; steady: Loaded; locked: Loaded }

async function throughServer(place: Place, stage: Stage, server: Server, options: SceneOptions): Promise<Live> {
  const watched = { serverPid: server.pid, postgresPid: place.postgresPid }
  // Each load begins with nothing left of the one before.
  await caughtUp(stage.database.db)
  const saturated = await saturate(place, stage, server, options)
  const caughtUpMs = await caughtUp(stage.database.db)
  const asideConversationId = stage.pairs[0]?.conversationId ?? null
  const open = async (measureMs: number): Promise<LoadPlan> =>
    plan({ origin: server.origin, parties: await stage.upToDate(), pace: OPEN, measureMs, asideConversationId }, options)
  const steady = await runLoad(await open(6000 * options.scale), watched)
  await caughtUp(stage.database.db)
  const lockMs = 2000 * options.scale
  const locked = await runLoad(await open(lockMs), watched, () => void holdLock(stage.url, asideConversationId, lockMs))
  return { saturated, caughtUpMs, steady, locked }
}

/** As a command that takes long would hold it. */
async function holdLock(url: string, conversationId: string | null, millis: number): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('begin')
  await client.query('select from conversation where id = $1 for no key update', [conversationId])
  await new Promise((resolve) => setTimeout(resolve, millis))
  await client.query('rollback')
  await client.end()
}

/** As if the disk took so long to flush. */
async function withSlowDisk<T>(place: Place, work: () => Promise<T>): Promise<T> {
  const set = async (statements: readonly string[]): Promise<void> => {
    for (const statement of [...statements, 'select pg_reload_conf()']) await place.asSuperuser(statement)
  }
  await set([`alter system set commit_delay = ${FLUSH_US}`, 'alter system set commit_siblings = 0'])
  try {
    return await work()
  } finally {
    await set(['alter system reset commit_delay', 'alter system reset commit_siblings'])
  }
}

function saturationFigures(saturated: Loaded, raw: Written, echo: Loaded): Measured[] {
  return [
    { name: 'durable messages', unit: '1/s', value: saturated.perSecond, limitName: 'raw group commit', limit: raw.perSecond },
    { name: 'durable messages beside the echo', unit: '1/s', value: saturated.perSecond, limitName: 'ws echo', limit: echo.perSecond },
    {
      name: 'processor a message, server and PostgreSQL',
      unit: 'µs',
      value: saturated.serverUs + saturated.postgresUs,
      limitName: 'raw + echo',
      limit: raw.processUs + raw.postgresUs + echo.serverUs,
      better: 'less',
      must: 100,
      stretch: 60,
    },
    { name: 'processor a message, server', unit: 'µs', value: saturated.serverUs },
    { name: 'processor a message, PostgreSQL', unit: 'µs', value: saturated.postgresUs },
    { name: 'lost, doubled or refused', unit: '', value: saturated.lost + saturated.doubled + saturated.refused, better: 'less', must: 0 },
  ]
}

function steadyFigures({ steady, locked }: Live, raw: Written): Measured[] {
  return [
    { name: 'at 1,000/s: acknowledged, p50', unit: 'ms', value: steady.acknowledgedMs.p50, better: 'less', must: 5, stretch: 3 },
    { name: 'at 1,000/s: acknowledged, p99', unit: 'ms', value: steady.acknowledgedMs.p99, limitName: 'raw group commit saturated', limit: raw.p99 },
    { name: 'at 1,000/s: delivered, p99', unit: 'ms', value: steady.deliveredMs.p99 },
    { name: 'at 1,000/s: processor a message', unit: 'µs', value: steady.serverUs + steady.postgresUs },
    { name: 'at 1,000/s: lost, doubled or refused', unit: '', value: steady.lost + steady.doubled + steady.refused, better: 'less', must: 0 },
    {
      name: 'one conversation locked for 2 s: p99 of the others',
      unit: 'ms',
      value: locked.acknowledgedMs.p99,
      limitName: 'without',
      limit: steady.acknowledgedMs.p99,
    },
    { name: 'one conversation locked for 2 s: longest in it', unit: 'ms', value: locked.asideMs.max },
    { name: 'one conversation locked: lost, doubled or refused', unit: '', value: locked.lost + locked.doubled + locked.refused, better: 'less', must: 0 },
  ]
}
