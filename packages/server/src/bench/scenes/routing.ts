/** Giving 10,000 waiting conversations to 500 agents of 5 teams, who together have just as many places. */
import { performance } from 'node:perf_hooks'
import { sql } from 'kysely'
import type { StaffId } from '@yingda/protocol/ids.ts'
import { assignWaiting } from '../../modules/routing/api.ts'
import { openDatabase, type Database } from '../../platform/db/open.ts'
import { aConversation, aCustomer, anAgent, aServer, aTeam, comeOnline, lengthenLine, SYSTEM } from '../../testing/builders.ts'
import type { Place } from '../place.ts'
import type { Scene } from './scene.ts'

const CONVERSATIONS = 10_000
const AGENTS = 500
const TEAMS = 5

export const routing: Scene = async (place: Place, { scale }) => {
  const url = await place.freshDatabase()
  const database = openDatabase(url)
  const conversations = CONVERSATIONS * scale
  try {
    const { given, seconds, longestMs, processSeconds } = await giveOut(database, conversations, AGENTS * scale)
    const { twice, overloaded } = await faultsIn(database)
    return [
      { name: 'given out', unit: 's', value: seconds, better: 'less', must: 10 },
      { name: 'longest look', unit: 'ms', value: longestMs },
      { name: 'processor of the router', unit: 's', value: processSeconds },
      { name: 'not given out', unit: '', value: conversations - given, better: 'less', must: 0 },
      { name: 'given twice', unit: '', value: twice, better: 'less', must: 0 },
      { name: 'agents over their capacity', unit: '', value: overloaded, better: 'less', must: 0 },
    ]
  } finally {
    await database.close()
    await place.dropDatabase(url)
  }
}

type Given = { given: number; seconds: number; longestMs: number; processSeconds: number }

async function giveOut({ db }: Database, conversations: number, agents: number): Promise<Given> {
  const { runner } = await aServer(db)
  const staffIds: StaffId[] = []
  for (let index = 0; index < TEAMS; index += 1) {
    const teamId = await aTeam(db)
    for (let one = 0; one < agents / TEAMS; one += 1) {
      staffIds.push((await anAgent(db, { teamIds: [teamId], capacity: conversations / agents })).staffId)
    }
    await aConversation(runner, await aCustomer(db), { teamId, status: 'waiting' })
    await lengthenLine(db, teamId, conversations / TEAMS - 1)
  }
  await sql`analyze`.execute(db)
  for (const staffId of staffIds) await comeOnline(db, staffId) // last of all: it holds for half a minute
  const looks: { given: number; ms: number }[] = []
  const own = process.cpuUsage()
  do {
    const fromMs = performance.now()
    const given = await runner.run(SYSTEM, (ctx) => assignWaiting(ctx))
    looks.push({ given, ms: performance.now() - fromMs })
  } while ((looks.at(-1)?.given ?? 0) > 0)
  const { user, system } = process.cpuUsage(own)
  return {
    given: looks.reduce((sum, look) => sum + look.given, 0),
    seconds: looks.reduce((sum, look) => sum + look.ms, 0) / 1000,
    longestMs: Math.max(...looks.map((look) => look.ms)),
    processSeconds: (user + system) / 1e6,
  }
}

async function faultsIn({ db }: Database): Promise<{ twice: number; overloaded: number }> {
  const { rows } = await sql<{ twice: number; overloaded: number }>`
    select (select count(*) from (select from entry where type = 'conversation.assigned' group by stream_id having count(*) > 1) d) as twice,
      (select count(*) from (select s.id from conversation c join staff s on s.id = c.assignee_id group by s.id having count(*) > s.capacity) o) as overloaded`.execute(
    db,
  )
  return rows[0] ?? { twice: Number.NaN, overloaded: Number.NaN }
}
