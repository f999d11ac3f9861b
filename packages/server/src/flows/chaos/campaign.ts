/**
 * The campaign: customers, bot and agents talk; at seeded moments something breaks, each time just as an acknowledgement
 * comes in; in the end everything is mended, and what must hold is looked for in the database and in what each client saw.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { openBus } from '../../platform/bus.ts'
import { systemClock } from '../../platform/clock.ts'
import { createRunner } from '../../platform/command.ts'
import { untilAborted } from '../../replay/called-off.ts'
import { settle, until } from '../../testing/settle.ts'
import { aCluster, type Cluster } from './cluster.ts'
import { watchAttendance, type Attendance } from './attendance.ts'
import { violationsIn, type Violation } from './invariants.ts'
import { aLoad, type Load } from './load.ts'
import type { ChatOptions } from './chat-client.ts'
import { SERVERS, type Fault } from './schedule.ts'
import { seeded } from './seeded.ts'
import { strike } from './strike.ts'

/** A kill counts only with so many messages in flight. */
export const LEAST_IN_FLIGHT = 10
const PREFERRED_FOR_MS = 5_000
const RECOVERS_WITHIN_MS = 120_000
const CONVERGES_WITHIN_MS = 30_000

export type Campaign = {
  seed: number
  /** Struck one after the other, until there are none or `isOver` says so. */
  faults: Iterable<Fault>
  isOver(): boolean
  /** The whole is called off: servers, database and NATS go, and nobody looks. */
  signal?: AbortSignal
}
export type Outcome = { faults: Record<string, number>; messages: number; returns: number; violations: readonly Violation[] }

/** @throws CalledOff */
export async function runCampaign(campaign: Campaign): Promise<Outcome> {
  await using cluster = await aCluster(SERVERS)
  return await untilAborted(campaignOn(cluster, campaign), campaign.signal, 'The campaign was called off.')
}

async function campaignOn(cluster: Cluster, { seed, faults, isOver }: Campaign): Promise<Outcome> {
  const random = seeded(seed ^ 0x5eed)
  let heard: ChatOptions['heard'] = () => {}
  const load = await aLoad(cluster, { random, heard: (origin) => heard(origin) })
  await using ending = new AsyncDisposableStack()
  ending.defer(() => closeAll(load))
  const attendance = ending.use(
    watchAttendance(
      cluster,
      load.agents.map(({ client }) => client),
    ),
  )
  const struck: Record<string, number> = {}
  const mending = new Set<Promise<unknown>>()
  const violations: Violation[] = []
  const notRecovered = (what: string): void => void violations.push({ kind: 'notRecovered', what })

  for (const fault of faults) {
    if (isOver() || violations.length > 0) break
    const isDue = moment(cluster, load, fault, random)
    const blow = new Promise<void>((resolve) => {
      heard = (origin) => {
        if (!isDue(origin)) return
        heard = () => {}
        const { did, mended } = strike(cluster, 'server' in fault ? { ...fault, server: cluster.origins.indexOf(origin) } : fault)
        for (const kind of did) struck[kind] = (struck[kind] ?? 0) + 1
        const work = mended.catch((error: unknown) => notRecovered(`${fault.kind}: ${String(error)}`)).finally(() => mending.delete(work))
        mending.add(work)
        resolve()
      }
    })
    if (!(await within(RECOVERS_WITHIN_MS, blow)))
      notRecovered(`no moment came for ${JSON.stringify(fault)}; up: ${cluster.servers.map((server) => server.isUp()).join(' ')}`)
    for (const crash of cluster.servers.flatMap((server) => server.crashes)) notRecovered(`a server ${crash}`)
  }
  if (!(await within(RECOVERS_WITHIN_MS, Promise.all(mending)))) notRecovered('not everything was mended')
  violations.push(...(await lookAtTheEnd(cluster, load, attendance)))
  return { faults: struck, messages: load.acknowledged(), returns: load.clients.reduce((sum, client) => sum + client.returns(), 0), violations }
}

/**
 * Right when an acknowledgement arrives, of some more messages, with enough others under way. Were it given too early,
 * this is when it would be found out; so a server is struck just as it has spoken itself. Where the one that is meant
 * has nobody to speak to for a while, another takes its place.
 */
function moment(cluster: Cluster, load: Load, fault: Fault, random: () => number): (origin: string) => boolean {
  const more = load.acknowledged() + 10 + Math.floor(random() * 30)
  const sinceMs = performance.now()
  return (origin) => {
    if (load.acknowledged() < more || load.inFlight() < LEAST_IN_FLIGHT) return false
    if (!('server' in fault)) return true
    const speaking = cluster.origins.indexOf(origin)
    const isMeant = speaking === fault.server || performance.now() - sinceMs > PREFERRED_FOR_MS
    return isMeant && cluster.servers[speaking]?.isUp() === true
  }
}

/** All are up: every outbox empties, everything that follows from what was said happens, and then nothing may be wrong. */
async function lookAtTheEnd({ database }: Cluster, load: Load, attendance: Attendance): Promise<Violation[]> {
  const late: Violation[] = []
  const inTime = (what: string, work: Promise<void>): Promise<void> =>
    work.catch((error: unknown) => void late.push({ kind: 'notRecovered', what: `${what}: ${String(error)}` }))
  for (const client of load.clients) client.finish()
  const waiting = (): string[] => load.clients.filter((client) => !client.isDone()).map((client) => client.name)
  await inTime(
    'outboxes',
    until('every outbox to be empty', () => waiting().length === 0, { withinMs: RECOVERS_WITHIN_MS }),
  )
  await inTime('reactions', settle(database.db, { withinMs: RECOVERS_WITHIN_MS }))
  const runner = createRunner({ db: database.db, bus: await openBus(), clock: systemClock, groupsFor: () => [] })
  // What is said while one looks (a promise that runs out) is delivered a moment later.
  const deadline = performance.now() + CONVERGES_WITHIN_MS
  for (;;) {
    const found = await violationsIn(runner, { ...load, attendance })
    if (found.length === 0 || performance.now() > deadline) return [...late, ...found]
    await wait(500)
  }
}

async function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  const stop = new AbortController()
  const inTime = await Promise.race([work.then(() => true), wait(ms, false, { signal: stop.signal })])
  stop.abort()
  return inTime
}

function closeAll({ clients }: Load): void {
  for (const client of clients) client.close()
}
