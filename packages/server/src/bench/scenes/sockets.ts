/** Ten thousand open chats that say nothing, the storm when they all come back, and agents who watch lists meanwhile. */
import type { ChildProcess } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { record } from '../../platform/record.ts'
import type { Measured } from '../figures.ts'
import { startChild } from '../limits/child.ts'
import type { CrowdOrder, CrowdWord } from '../load/crowd.ts'
import type { LoadPlan } from '../load/plan.ts'
import { runLoad } from '../load/run-load.ts'
import type { WatchOrder, WatchWord } from '../load/watchers.ts'
import { cpuUs, memoryBytes } from '../machine.ts'
import type { Place } from '../place.ts'
import { startServer } from '../server.ts'
import { openStage, withServer, type Stage } from '../stage.ts'
import { BODY, PAIRS } from './messages.ts'
import { flagsFor, type Scene, type SceneOptions } from './scene.ts'

const CROWD = 10_000
const WATCHERS = 500
const STEADY = 1000
/** What the history of each conversation holds for its customer. */
const HELD_SEQ = 3

export const sockets: Scene = async (place, options) => [...(await idleAndStorm(place, options)), ...(await watching(place, options))]

/** The next word of this kind. */
function hear<Word extends { word: string }, Kind extends Word['word']>(child: ChildProcess, kind: Kind): Promise<Extract<Word, { word: Kind }>> {
  return new Promise((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`the crowd ended with ${code}`)))
    child.on('message', (word: Word) => word.word === kind && resolve(word as Extract<Word, { word: Kind }>)) // by its kind
  })
}

async function idleAndStorm(place: Place, options: SceneOptions): Promise<Measured[]> {
  const size = Math.round(CROWD * options.scale)
  await using stage = await openStage(place, size)
  const customers = stage.parties.filter(({ side }) => side === 'customer')
  const input = { databaseUrl: stage.url, folder: place.folder, secrets: stage.secrets, flags: flagsFor(options) }
  const first = await startServer(input)
  const child = startChild(new URL('../load/crowd.ts', import.meta.url))
  try {
    const before = await settledMemory(first)
    const connected = hear<CrowdWord, 'connected'>(child, 'connected')
    child.send({ do: 'connect', origin: first.origin, parties: customers, heldSeq: HELD_SEQ } satisfies CrowdOrder)
    const { seconds } = await connected
    const idle = await settledMemory(first)

    const back = hear<CrowdWord, 'back'>(child, 'back')
    child.send({ do: 'await', seq: HELD_SEQ + 1 } satisfies CrowdOrder)
    await first.stop()
    await sayToAll(stage)
    const second = await startServer({ ...input, port: Number(new URL(first.origin).port) })
    const from = { atMs: performance.now(), serverUs: cpuUs(second.pid), postgresUs: cpuUs(place.postgresPid) }
    const spent = () => ({
      sinceMs: performance.now() - from.atMs,
      serverUs: cpuUs(second.pid) - from.serverUs,
      postgresUs: cpuUs(place.postgresPid) - from.postgresUs,
    })
    const storm = await back.then((told) => ({ ...told, ...spent() })).finally(() => second.stop())
    return [
      { name: 'memory an idle socket', unit: 'KiB', value: (idle - before) / 1024 / size, better: 'less', must: 20, stretch: 12 },
      { name: 'signed in and live', unit: '1/s', value: size / seconds },
      { name: 'restart: all are back and have what was said meanwhile', unit: 's', value: storm.seconds, better: 'less', must: 30 },
      { name: 'restart: of it since the server listens again', unit: 's', value: storm.sinceMs / 1000 },
      { name: 'restart: processor a client, server', unit: 'µs', value: storm.serverUs / size },
      { name: 'restart: processor a client, PostgreSQL', unit: 'µs', value: storm.postgresUs / size },
      { name: 'restart: refused for good', unit: '', value: storm.refusedForGood, better: 'less', must: 0 },
      { name: 'restart: holes in what came', unit: '', value: storm.holes, better: 'less', must: 0 },
      { name: 'restart: attempts a client, those while nobody is there included', unit: '', value: storm.attempts / size },
      { name: 'restart: sockets opened a client', unit: '', value: storm.opened / size },
    ]
  } finally {
    child.kill('SIGKILL')
    await first.stop()
  }
}

async function settledMemory({ pid, collectGarbage }: { pid: number; collectGarbage(): void }): Promise<number> {
  for (const pauseMs of [3000, 1000]) {
    collectGarbage()
    await wait(pauseMs)
  }
  return memoryBytes(pid)
}

/** One more word in every conversation, while nobody is connected. */
async function sayToAll({ runner, pairs }: Stage): Promise<void> {
  const entry = { type: 'message.posted', data: { clientId: crypto.randomUUID(), attachmentIds: [], answer: null }, forCustomer: true }
  const actor = { kind: 'bot', name: 'bench' } as const
  await runner.run(actor, async (ctx) => {
    await record(
      ctx,
      pairs.map(({ conversationId, customerId }) => ({
        stream: { id: conversationId, kind: 'conversation', customerId },
        entries: [{ ...entry, content: { text: '您好', fileHashes: [] } }],
      })),
    )
    await sql`analyze`.execute(ctx.db)
  })
}

/** The same talk with nobody else there, and with so many agents who have their lists open. */
async function watching(place: Place, options: SceneOptions): Promise<Measured[]> {
  await using stage = await openStage(place, Math.round(WATCHERS * options.scale))
  const talkers = stage.parties.slice(0, 2 * PAIRS)
  const agents = stage.parties.filter(({ side }) => side === 'staff')
  return await withServer(stage, place, flagsFor(options), async (server) => {
    const plan: LoadPlan = {
      to: 'desk',
      origin: server.origin,
      parties: talkers,
      pace: { kind: 'open', perSecond: STEADY },
      warmUpMs: 2000 * options.scale,
      measureMs: 6000 * options.scale,
      drainMs: 10_000,
      body: BODY,
      asideConversationId: null,
    }
    const watched = { serverPid: server.pid, postgresPid: place.postgresPid }
    const alone = await runLoad(plan, watched)
    const child = startChild(new URL('../load/watchers.ts', import.meta.url))
    try {
      const isWatching = hear<WatchWord, 'watching'>(child, 'watching')
      child.send({ do: 'watch', origin: server.origin, agents, teamId: stage.teamId } satisfies WatchOrder)
      await isWatching
      const upToDate = (await stage.upToDate()).slice(0, 2 * PAIRS)
      const among = await runLoad({ ...plan, parties: upToDate }, watched)
      const counted = hear<WatchWord, 'counted'>(child, 'counted')
      child.send({ do: 'count' } satisfies WatchOrder)
      const told = await counted
      const name = `${agents.length} agents watch lists at ${STEADY}/s`
      return [
        { name: `${name}: acknowledged, p50`, unit: 'ms', value: among.acknowledgedMs.p50, limitName: 'without', limit: alone.acknowledgedMs.p50 },
        { name: `${name}: acknowledged, p99`, unit: 'ms', value: among.acknowledgedMs.p99, limitName: 'without', limit: alone.acknowledgedMs.p99 },
        { name: `${name}: delivered, p99`, unit: 'ms', value: among.deliveredMs.p99, limitName: 'without', limit: alone.deliveredMs.p99 },
        {
          name: `${name}: processor a message`,
          unit: 'µs',
          value: among.serverUs + among.postgresUs,
          limitName: 'without',
          limit: alone.serverUs + alone.postgresUs,
        },
        { name: `${name}: lost, doubled or refused`, unit: '', value: among.lost + among.doubled + among.refused, better: 'less', must: 0 },
        { name: `${name}: cut off`, unit: '', value: told.cutOff, better: 'less', must: 0 },
        { name: `${name}: frames an agent`, unit: '', value: told.frames / agents.length },
      ]
    } finally {
      child.kill('SIGKILL')
    }
  })
}
