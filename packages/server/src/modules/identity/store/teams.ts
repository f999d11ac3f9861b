import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { CalendarId, StaffId, TeamId } from '@yingda/protocol/ids.ts'
import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { OverflowStep } from '@yingda/protocol/overflow.ts'
import type { Strategy } from '@yingda/protocol/skills.ts'
import type { QueryContext } from '../../../platform/command.ts'
import { tables, type TeamTable } from '../tables.ts'

type Db = Pick<QueryContext, 'db'>
export type TeamRow = Selectable<TeamTable> & { member_ids: StaffId[]; overflow: OverflowStep[] }

const selectTeams = ({ db }: Db) =>
  tables(db)
    .selectFrom('team')
    .selectAll('team')
    .select(
      sql<
        StaffId[]
      >`array(select m.staff_id from team_member m join staff s on s.id = m.staff_id and s.active where m.team_id = team.id order by m.staff_id)`.as(
        'member_ids',
      ),
    )
    .select(
      sql<OverflowStep[]>`coalesce((
        select json_agg(json_build_object('teamId', o.to_team_id, 'afterMinutes', o.after_minutes, 'whenNobody', o.when_nobody) order by o.position)
        from team_overflow o where o.team_id = team.id), '[]')`.as('overflow'),
    )

/** The teams there are, oldest first. */
export const listTeamRows = (ctx: Db): Promise<TeamRow[]> =>
  selectTeams(ctx).where('deleted_at', 'is', null).orderBy('created_at').orderBy('id').limit(500).execute()

/** Deleted ones too: what they once did still names them. */
export async function findTeams(ctx: Db, ids: readonly TeamId[]): Promise<TeamRow[]> {
  return ids.length === 0
    ? []
    : selectTeams(ctx)
        .where('team.id', 'in', [...new Set(ids)])
        .execute()
}

export async function lockTeamRow(ctx: Db, id: TeamId): Promise<TeamRow | undefined> {
  await tables(ctx.db).selectFrom('team').select('id').where('id', '=', id).forNoKeyUpdate().execute()
  return selectTeams(ctx).where('team.id', '=', id).where('deleted_at', 'is', null).executeTakeFirst()
}

/** Whether it is there, and stays so until the commit: who dissolves it waits, and then sees what it was given. */
export async function holdTeamRow(ctx: Db, id: TeamId): Promise<boolean> {
  const { rows } = await sql`select from team where id = ${id} and deleted_at is null for share`.execute(ctx.db)
  return rows.length > 0
}

/** Those that were dissolved. */
export const deletedTeamIds = async (ctx: Db): Promise<TeamId[]> =>
  (await tables(ctx.db).selectFrom('team').select('id').where('deleted_at', 'is not', null).execute()).map(({ id }) => id)

/** Without a strategy: as it is, or of a new one the usual. */
type TeamData = { nameZh: string; nameEn: string; questionTypes: QuestionType[]; strategy?: Strategy | undefined; acceptSeconds?: number | null | undefined }

export async function insertTeam({ db }: Db, row: TeamData & { id: TeamId; createdAt: Date }): Promise<void> {
  await tables(db)
    .insertInto('team')
    .values({ id: row.id, ...columnsOf(row), created_at: row.createdAt, deleted_at: null })
    .execute()
}

export async function updateTeam({ db }: Db, id: TeamId, row: TeamData): Promise<void> {
  await tables(db).updateTable('team').set(columnsOf(row)).where('id', '=', id).execute()
}

/** Kysely leaves out what is undefined. */
const columnsOf = ({ nameZh, nameEn, questionTypes, strategy, acceptSeconds }: TeamData) => ({
  name_zh: nameZh,
  name_en: nameEn,
  question_types: questionTypes,
  strategy,
  accept_seconds: acceptSeconds,
})

export async function setCalendarOfTeam({ db }: Db, id: TeamId, calendarId: CalendarId | null): Promise<void> {
  await tables(db).updateTable('team').set({ calendar_id: calendarId }).where('id', '=', id).execute()
}

/** All teams, in the order of their ids: what one has is judged by what all have. */
export async function lockAllTeamRows(ctx: Db): Promise<TeamRow[]> {
  await tables(ctx.db).selectFrom('team').select('id').where('deleted_at', 'is', null).orderBy('id').forNoKeyUpdate().execute()
  return listTeamRows(ctx)
}

export async function setOverflowOfTeam({ db }: Db, id: TeamId, steps: readonly OverflowStep[]): Promise<void> {
  await sql`delete from team_overflow where team_id = ${id}`.execute(db)
  await sql`
    insert into team_overflow (team_id, position, to_team_id, after_minutes, when_nobody)
    select ${id}, s.position, s."teamId", s."afterMinutes", s."whenNobody"
    from json_to_recordset(${JSON.stringify(steps.map((step, index) => ({ ...step, position: index + 1 })))}::json)
      as s (position integer, "teamId" uuid, "afterMinutes" integer, "whenNobody" boolean)`.execute(db)
}

/** The dissolved team lets go of its hours as well, so that nothing holds them any more; it helps nobody, and nobody helps it. */
export async function markTeamDeleted({ db }: Db, id: TeamId, at: Date): Promise<void> {
  await tables(db).updateTable('team').set({ deleted_at: at, calendar_id: null }).where('id', '=', id).execute()
  await tables(db).deleteFrom('team_member').where('team_id', '=', id).execute()
  await sql`delete from team_overflow where ${id} in (team_id, to_team_id)`.execute(db)
}

/** Put somebody in these teams and no others. Locks the teams, so that none is deleted meanwhile. False when one is not there. */
export async function setTeamsOf({ db }: Db, staffId: StaffId, teamIds: readonly TeamId[]): Promise<boolean> {
  const wanted = [...new Set(teamIds)]
  await tables(db).deleteFrom('team_member').where('staff_id', '=', staffId).execute()
  if (wanted.length === 0) return true
  const there = await tables(db)
    .selectFrom('team')
    .select('id')
    .where('id', 'in', wanted)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  if (there.length !== wanted.length) return false
  await tables(db)
    .insertInto('team_member')
    .values(wanted.map((team_id) => ({ team_id, staff_id: staffId })))
    .execute()
  return true
}
