import type { DemoSignIns } from '@yingda/protocol/http/staff-session.ts'
import type { Language } from '@yingda/protocol/language.ts'
import { sql } from 'kysely'
import type * as z from 'zod'
import type { QueryContext } from '../../../platform/command.ts'
import { listActiveStaffRows } from '../store/staff.ts'
import { findTeams } from '../store/teams.ts'

/** Whether this deployment was loaded as a demo. */
export async function isDemo({ db }: Pick<QueryContext, 'db'>): Promise<boolean> {
  const { rows } = await sql`select from deployment_fact where name = 'demo'`.execute(db)
  return rows.length > 0
}

/** The demo's people, each with the name of the first team in the reader's language; nobody where no demo was loaded. */
export async function listDemoPeople(ctx: QueryContext, reader: Language): Promise<z.infer<typeof DemoSignIns>['people']> {
  if (!(await isDemo(ctx))) return []
  const people = (await listActiveStaffRows(ctx)).filter((staff) => staff.demo)
  const teams = new Map(
    (
      await findTeams(
        ctx,
        people.flatMap((person) => person.team_ids),
      )
    ).map((team) => [team.id, team]),
  )
  return people.map(({ email, name, role, team_ids: [first] }) => {
    const team = first && teams.get(first)
    return { email, name, role, team: team ? (reader === 'en' ? team.name_en : team.name_zh) : null }
  })
}
