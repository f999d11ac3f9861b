import { partOf, planDay } from '@yingda/simulator/day/plan-day.ts'
import { openDatabase } from '../platform/db/open.ts'
import { CalledOff, untilAborted } from '../replay/called-off.ts'
import { startOwnServer } from '../replay/own-server.ts'
import type { SimulateArguments } from './arguments.ts'
import { estimatesOf, promisesOf, waitsOf } from './figures.ts'
import { liveDay } from './live-day.ts'
import { startPacer } from './pacer.ts'
import type { Found } from './report.ts'
import type { Beginning } from './serve.ts'
import { deskOf } from './staff.ts'

const TIME_ZONE = 'Asia/Shanghai'
const UTC_OFFSET_MS = 8 * 3600_000
const DAY_MS = 86_400_000
/** The server's clock stands so long before the day until everybody is ready. */
const BEFORE_MS = 15 * 60_000

const CALLED_OFF = 'The day was called off.'

export type Wanted = Omit<SimulateArguments, 'json'> & { articleFolder?: string }
export type Progress = {
  /** The plan is made, and the server can be reached: how many will come, and where to watch. */
  began(count: number, url: string): void
  came(): void
}

/** Plan the day, start a server for it, live it, and look what came of it. The server is gone afterwards. */
export async function runSimulation(wanted: Wanted, { began, came }: Progress, signal?: AbortSignal): Promise<Found> {
  const plan = partOf(planDay(wanted), { from: wanted.from * 3600, until: wanted.until * 3600 })
  const midnight = dayToCome()
  const { from } = plan.span
  const beginning: Beginning = {
    clock: { worldMs: Date.now(), dayMs: midnight.getTime() + from * 1000 - BEFORE_MS, speed: 1 },
    speed: wanted.speed,
    desk: deskOf(plan.agents),
    articleFolder: wanted.articleFolder ?? null,
  }
  await using server = await startOwnServer({ program: new URL('./serve.ts', import.meta.url), env: { YINGDA_DEMO: 'on', TIME_ZONE }, beginning })
  if (signal?.aborted === true) throw new CalledOff(CALLED_OFF)
  began(plan.customers.length, server.url)
  const pacer = startPacer({ midnight, from, speed: wanted.speed, tell: (pace) => void (server.child.connected && server.child.send({ pace })) })
  try {
    const lived = await untilAborted(liveDay(server, plan, { pacer, onCame: came }), signal, CALLED_OFF)
    const pace = pacer.report()
    const database = openDatabase(server.databaseUrl, { max: 2 })
    try {
      const at = (second: number): Date => new Date(midnight.getTime() + second * 1000)
      const between = (span: { from: number; until: number }): { from: Date; until: Date } => ({ from: at(span.from), until: at(span.until) })
      const burst = plan.burst === null ? null : between(plan.burst)
      const estimates = await estimatesOf(database.db, { day: between(plan.span), burst, timeZone: TIME_ZONE })
      return { plan, lived, estimates, waits: await waitsOf(database.db), promises: await promisesOf(database.db), pace }
    } finally {
      await database.close()
    }
  } finally {
    pacer.stop()
  }
}

/**
 * Midnight of a day that is still to come, in the desk's time zone: jobs with a time wait by the database's clock, and
 * in a day gone by each would be due at once, for ever.
 */
const dayToCome = (): Date => new Date((Math.floor((Date.now() + UTC_OFFSET_MS) / DAY_MS) + 2) * DAY_MS - UTC_OFFSET_MS)
