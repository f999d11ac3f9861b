/** Each server says by itself that it has been turning requests away; the watch takes back what a dead one said last. */
import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { Crowd } from '../../platform/admission/admission.ts'
import type { CommandContext, Runner } from '../../platform/command.ts'
import { repeatEvery } from '../../platform/repeat.ts'
import { clearAlarm, raiseAlarm } from './alarms.ts'

const SYSTEM = { kind: 'system' } as const
const LOOK_EVERY_MS = 5_000
/** A rush that is over sooner needs nobody to look after it. */
const LASTS_MS = 30_000
/** What a server said is believed for so long, on the database's clock; it says it again at each look. */
const BELIEVED_SECONDS = 60

type Telling = { runner: Runner; nodeId: string; crowd: () => Crowd | null }

/** One look. @returns whether it is said now */
export async function tellOverload({ runner, nodeId, crowd }: Telling, wasSaid: boolean): Promise<boolean> {
  const now = crowd()
  if (now !== null && now.forMs >= LASTS_MS) {
    await runner.run(SYSTEM, (ctx) => sayTurnedAway(ctx, nodeId, now.turnedAway))
    return true
  }
  if (wasSaid && now === null) await runner.run(SYSTEM, (ctx) => clearAlarm(ctx, 'turned_away', nodeId))
  return wasSaid && now !== null
}

export function startTellingOverload(telling: Telling & { log: Logger }): { stop(): Promise<void> } {
  let said = false
  const look = async (): Promise<void> => {
    said = await tellOverload(telling, said)
  }
  const stop = repeatEvery(LOOK_EVERY_MS, look, (error) => telling.log.warn({ err: error }, 'it could not be said that requests are turned away; trying again'))
  return {
    async stop() {
      await stop()
      said = await tellOverload({ ...telling, crowd: () => null }, said).catch(() => said) // the database may be gone: the word lapses
    },
  }
}

async function sayTurnedAway(ctx: CommandContext, nodeId: string, turnedAway: number): Promise<void> {
  const { rows } = await sql<{ until: string }>`select (now() + make_interval(secs => ${BELIEVED_SECONDS}))::text as until`.execute(ctx.db)
  await raiseAlarm(ctx, { kind: 'turned_away', subject: nodeId, data: { count: turnedAway, believedUntil: rows[0]?.until } })
}

/** A server that died has not taken back its word. */
export async function clearLapsedOverload(ctx: CommandContext): Promise<void> {
  const { rows } = await sql<{ subject: string }>`
    select subject from alarm where kind = 'turned_away' and cleared_at is null and (data->>'believedUntil')::timestamptz < now()`.execute(ctx.db)
  for (const { subject } of rows) await clearAlarm(ctx, 'turned_away', subject)
}
