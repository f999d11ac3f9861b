import type { Actor } from '@yingda/protocol/entries/actor.ts'
import { SETTING_CHANGES, type SettingChange, type SettingChanges, type SettingChangesQuery } from '@yingda/protocol/http/setting-change.ts'
import type { Bilingual } from '@yingda/protocol/language.ts'
import { sql } from 'kysely'
import { PROMISE_STREAM } from '../modules/obligation/api.ts'
import { WEIGHT_STREAM } from '../modules/workforce/api.ts'
import type { QueryContext } from '../platform/command.ts'
import { uuids } from '../platform/db/arrays.ts'
import { keysetInstant, readKeyset, writeKeyset } from './keyset.ts'

type Values = Record<string, unknown>
type Row = {
  stream_id: string
  seq: number
  at: Date
  key_at: string
  type: SettingChange['type']
  actor: Actor
  data: Values
  before: Values | null
  name_zh: string | null
  name_en: string | null
}

/**
 * The streams of the settings. Business hours that were removed are found by the teams that had them: others never
 * meant anything to anybody.
 */
const STREAMS = sql`
  select id from staff
  union select id from team
  union select id from business_calendar
  union select (e.data ->> 'calendarId')::uuid from team t join entry e on e.stream_id = t.id and e.type = 'team.calendar_set' where e.data ->> 'calendarId' is not null
  union select ${PROMISE_STREAM}::uuid
  union select ${WEIGHT_STREAM}::uuid`

/** What people, teams, hours, promises and weights were set to, by whom and when; the newest first. */
export async function settingChanges(ctx: QueryContext, { cursor, limit }: SettingChangesQuery): Promise<SettingChanges> {
  const after = readKeyset(cursor)
  const beyond = after === null ? sql`true` : sql`(e.at, e.stream_id, e.seq) < (${after.at}::timestamptz, ${after.id}::uuid, ${after.seq}::bigint)`
  const { rows } = await sql<Row>`
    with page as (
      select e.* from (${STREAMS}) s join entry e on e.stream_id = s.id
      where e.type = any(${[...SETTING_CHANGES]}::text[]) and ${beyond}
      order by e.at desc, e.stream_id desc, e.seq desc limit ${limit + 1})
    select p.stream_id, p.seq, p.at, ${keysetInstant('p.at')} as key_at, p.type, p.actor, p.data, b.data as before,
      coalesce(f.name, t.name_zh, c.data ->> 'nameZh') as name_zh, coalesce(f.name, t.name_en, c.data ->> 'nameEn') as name_en
    from page p
    left join staff f on f.id = p.stream_id
    left join team t on t.id = p.stream_id
    left join lateral (
      select data from entry where p.type like 'calendar.%' and stream_id = p.stream_id and type in ('calendar.created', 'calendar.changed')
      order by seq desc limit 1) c on true
    left join lateral (
      select data from entry where stream_id = p.stream_id and seq < p.seq and type = any(case p.type
        when 'staff.changed' then array['staff.invited', 'staff.changed'] when 'team.changed' then array['team.created', 'team.changed']
        when 'calendar.changed' then array['calendar.created', 'calendar.changed'] else array[p.type] end)
      order by seq desc limit 1) b on p.type in ('staff.changed', 'team.changed', 'calendar.changed', 'team.calendar_set', 'team.overflow_set')
    order by p.at desc, p.stream_id desc, p.seq desc`.execute(ctx.db)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const changes = page.map(toChange)
  return {
    changes,
    names: await namesIn(ctx, changes),
    nextCursor: rows.length > limit && last !== undefined ? writeKeyset({ at: last.key_at, id: last.stream_id, seq: last.seq }) : null,
  }
}

function toChange({ stream_id, seq, at, type, actor: by, name_zh, name_en, ...row }: Row): SettingChange {
  const about = name_zh === null || name_en === null ? null : { 'zh-CN': name_zh, en: name_en }
  const { before, after, ...named } = row.data
  const values =
    isValues(before) && isValues(after) ? { before, after: { ...named, ...after } } : { before: row.before && told(row.before), after: told(row.data) }
  return { id: `${stream_id}/${seq}`, at: at.toISOString(), type, by, about, ...values }
}

/** An address is for those who manage people. */
const told = (values: Values): Values => Object.fromEntries(Object.entries(values).filter(([field]) => field !== 'email'))

const isValues = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whatever stands for a team or for business hours in the values. */
function idsIn({ teamIds, steps, calendarId }: Values): string[] {
  const others = [teamIds, steps].flatMap((list) => (Array.isArray(list) ? list : [])).map((one: unknown) => (isValues(one) ? one['teamId'] : one))
  return [...others, calendarId].filter((id) => typeof id === 'string')
}

async function namesIn(ctx: QueryContext, changes: readonly SettingChange[]): Promise<Record<string, Bilingual>> {
  const ids = [...new Set(changes.flatMap(({ before, after }) => [...idsIn(before ?? {}), ...idsIn(after)]))]
  if (ids.length === 0) return {}
  const { rows } = await sql<{ id: string; zh: string; en: string }>`
    select id, name_zh as zh, name_en as en from team where id = any(${uuids(ids)}::uuid[])
    union all
    select c.id, e.data ->> 'nameZh', e.data ->> 'nameEn' from unnest(${uuids(ids)}::uuid[]) as c (id) cross join lateral (
      select data from entry where stream_id = c.id and type in ('calendar.created', 'calendar.changed') order by seq desc limit 1) e`.execute(ctx.db)
  return Object.fromEntries(rows.map(({ id, zh, en }) => [id, { 'zh-CN': zh, en }]))
}
