/** Business calendars as they are kept. The rules were checked before they were written, and are parsed again as they are read. */
import { CalendarRules } from '@yingda/protocol/http/calendar.ts'
import type { CalendarId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { QueryContext } from '../../../platform/command.ts'

type Db = Pick<QueryContext, 'db'>
type Row = { id: CalendarId; name_zh: string; name_en: string; rules: unknown }
export type CalendarRecord = { id: CalendarId; rules: CalendarRules }

const COLUMNS = sql`id, name_zh, name_en, rules`
/** As many as a company could tell apart. */
const MOST = 200

const recordOf = ({ id, name_zh: nameZh, name_en: nameEn, rules }: Row): CalendarRecord => ({
  id,
  rules: CalendarRules.parse({ ...(rules as object), nameZh, nameEn }), // an object, as `written` made it
})

/** Oldest first. */
export async function listCalendarRows({ db }: Db): Promise<CalendarRecord[]> {
  const { rows } = await sql<Row>`select ${COLUMNS} from business_calendar order by created_at, id limit ${MOST}`.execute(db)
  return rows.map(recordOf)
}

export async function findCalendars({ db }: Db, ids: readonly CalendarId[]): Promise<CalendarRecord[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Row>`select ${COLUMNS} from business_calendar where id = any(${[...ids]}::uuid[])`.execute(db)
  return rows.map(recordOf)
}

/** `for no key update`: while it is held the calendar is neither changed nor removed. */
export async function lockCalendarRow({ db }: Db, id: CalendarId): Promise<CalendarRecord | undefined> {
  const { rows } = await sql<Row>`select ${COLUMNS} from business_calendar where id = ${id} for no key update`.execute(db)
  return rows.map(recordOf)[0]
}

const written = ({ nameZh: _zh, nameEn: _en, ...rest }: CalendarRules): string => JSON.stringify(rest)

export async function insertCalendar({ db }: Db, { id, rules, createdAt }: CalendarRecord & { createdAt: Date }): Promise<void> {
  await sql`insert into business_calendar (id, name_zh, name_en, rules, created_at)
    values (${id}, ${rules.nameZh}, ${rules.nameEn}, ${written(rules)}::jsonb, ${createdAt.toISOString()})`.execute(db)
}

export async function updateCalendar({ db }: Db, { id, rules }: CalendarRecord): Promise<void> {
  await sql`update business_calendar set name_zh = ${rules.nameZh}, name_en = ${rules.nameEn}, rules = ${written(rules)}::jsonb where id = ${id}`.execute(db)
}

export async function deleteCalendar({ db }: Db, id: CalendarId): Promise<void> {
  await sql`delete from business_calendar where id = ${id}`.execute(db)
}
