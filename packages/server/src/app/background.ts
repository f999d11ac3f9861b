/** What a server of the role `worker` does without being asked. */
import type { Logger } from 'pino'
import { scheduleSweep } from '../modules/attachment/api.ts'
import { startLearning, type Bot } from '../modules/bot/api.ts'
import { startDelivering } from '../modules/channels/api.ts'
import { scheduleTidying } from '../modules/conversation/api.ts'
import { scheduleStatus } from '../modules/incident/api.ts'
import { startRouting, startWaits } from '../modules/routing/api.ts'
import { scheduleReconciling, startWatch } from '../modules/watch/api.ts'
import type { Bus } from '../platform/bus.ts'
import type { Clock } from '../platform/clock.ts'
import type { Runner } from '../platform/command.ts'
import type { Database } from '../platform/db/open.ts'
import { scheduleRemoval } from '../platform/given-up.ts'
import { scheduleRemovalOfPieces } from './kept-files.ts'
import { startJobs, type Apart, type JobHandlers } from '../platform/jobs.ts'
import { startReactions, type Reaction } from '../platform/react.ts'

type Deps = {
  database: Database
  runner: Runner
  bus: Bus
  log: Logger
  clock: Clock
  nodeId: string
  reactions: readonly Reaction[]
  jobs: JobHandlers
  apart: readonly Apart[]
  bot: Bot
  delivering: Parameters<typeof startDelivering>[0]
}

const SYSTEM = { kind: 'system' } as const
/** By then the gateway of this process has said that it is there. */
const STATUS_AFTER_MS = 2000

export async function startWorking({
  database,
  runner,
  bus,
  log,
  clock,
  nodeId,
  reactions,
  jobs,
  apart,
  bot,
  delivering,
}: Deps): Promise<{ stop(): Promise<void> }[]> {
  const started = [
    startReactions({ db: database.hot, bus, log, reactions }),
    startLearning(bot, { log }),
    startRouting({ runner, bus, log, clock }),
    startWaits({ runner, log, clock }),
    startWatch({ runner, database, log, clock }),
    startDelivering(delivering),
    await startJobs({ pgPool: database.pool, db: database.db, nodeId, log, handlers: jobs, apart }),
  ]
  await runner.run(SYSTEM, async (ctx) => {
    for (const schedule of [scheduleSweep, scheduleTidying, scheduleReconciling, scheduleRemoval, scheduleRemovalOfPieces]) await schedule(ctx)
    await scheduleStatus(ctx, STATUS_AFTER_MS)
  })
  return started
}
