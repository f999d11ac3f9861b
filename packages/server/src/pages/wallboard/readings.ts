/** What every wallboard on this server is made of: read once for all who look, whatever their number and their teams. */
import type { Runner } from '../../platform/command.ts'
import { listTeams } from '../../modules/identity/api.ts'
import { recentAlarms } from '../../modules/watch/api.ts'
import { calendarsNow } from '../../modules/workforce/api.ts'
import { readAgents } from './agents.ts'
import { readLines } from './lines.ts'
import { readPressing } from './pressing.ts'
import { keptFor, readInTurns } from './shared-read.ts'
import { readToday } from './today.ts'

/** However often something changes and however many look, a server reads twice a second. */
const GAP_MS = 500
/** What came of the day so far takes longer to read the longer the day is, and moves slowly. */
const TODAY_MS = 5000

export type Readings = Awaited<ReturnType<ReturnType<typeof startReadings>>>

export function startReadings({ query }: Pick<Runner, 'query'>, timeZone: string) {
  const system = { kind: 'system' } as const
  const today = keptFor(TODAY_MS, () => query(system, (ctx) => readToday(ctx, timeZone)))
  return readInTurns(GAP_MS, () =>
    query(system, async (ctx) => {
      const [teams, hours] = await Promise.all([listTeams(ctx), calendarsNow(ctx)])
      const [lines, agents, pressing] = await Promise.all([readLines(ctx), readAgents(ctx), readPressing(ctx)])
      const [alarms, day] = await Promise.all([recentAlarms(ctx), today()])
      return { at: ctx.now, teams, hours, lines, agents, pressing, alarms, day }
    }),
  )
}
