/** Incidents as they stand, and what was said of them. */
import type { Incident } from '@yingda/domain/incident/state.ts'
import type { Actor as EntryActor } from '@yingda/protocol/entries/actor.ts'
import { IncidentStreamEntry, type ComponentKey, type IncidentState, type Severity } from '@yingda/protocol/entries/incident.ts'
import type { ClientId, IncidentId, StaffId } from '@yingda/protocol/ids.ts'
import { sql, type RawBuilder } from 'kysely'
import type { CommandContext, QueryContext } from '../../platform/command.ts'
import { Refused } from '../../platform/refused.ts'

type Row = {
  id: IncidentId
  kind: Incident['kind']
  severity: Severity | null
  state: IncidentState
  title_zh: string
  title_en: string
  components: ComponentKey[]
  starts_at: Date
  ends_at: Date | null
  ended_at: Date | null
}
export type IncidentRecord = Incident & { id: IncidentId }

const COLUMNS = sql`id, kind, severity, state, title_zh, title_en, components, starts_at, ends_at, ended_at`
/** More than anybody reads; a page of the public stays small. */
const MOST = 100

const recordOf = ({ title_zh: titleZh, title_en: titleEn, starts_at, ends_at, ended_at, ...row }: Row): IncidentRecord => ({
  ...row,
  titleZh,
  titleEn,
  startsAt: starts_at.toISOString(),
  endsAt: ends_at?.toISOString() ?? null,
  endedAt: ended_at?.toISOString() ?? null,
})

async function select({ db }: QueryContext, rest: RawBuilder<unknown>): Promise<IncidentRecord[]> {
  const { rows } = await sql<Row>`select ${COLUMNS} from incident ${rest}`.execute(db)
  return rows.map(recordOf)
}

/** `for no key update`. @throws Refused `incident.not_found` */
export async function lockIncident(ctx: CommandContext, id: IncidentId): Promise<IncidentRecord> {
  const [incident] = await select(ctx, sql`where id = ${id} for no key update`)
  if (incident === undefined) throw new Refused('incident.not_found')
  return incident
}

/** Whatever is not over, the newest first. */
export const openIncidents = (ctx: QueryContext): Promise<IncidentRecord[]> =>
  select(ctx, sql`where ended_at is null order by starts_at desc, id desc limit ${MOST}`)

/** What was over after this instant, the newest first. */
export const incidentsEndedSince = (ctx: QueryContext, since: Date): Promise<IncidentRecord[]> =>
  select(ctx, sql`where ended_at >= ${since.toISOString()}::timestamptz order by ended_at desc, id desc limit ${MOST}`)

/** Planned work whose time has come and of which nobody has said that it has begun. */
export const plannedToBegin = (ctx: QueryContext): Promise<IncidentRecord[]> =>
  select(ctx, sql`where ended_at is null and state = 'scheduled' and starts_at <= ${ctx.now.toISOString()}::timestamptz limit ${MOST}`)

type Opened = { id: IncidentId; incident: Incident; openedBy: StaffId; clientId: ClientId }

/** @returns the one that this person opened under the same client id before, or null: then it is written */
export async function insertIncident({ db, now }: CommandContext, { id, incident, openedBy, clientId }: Opened): Promise<IncidentId | null> {
  const { kind, severity, state, titleZh, titleEn, components, startsAt, endsAt } = incident
  const { rows: written } = await sql`
    insert into incident (id, kind, severity, state, title_zh, title_en, components, starts_at, ends_at, created_at, opened_by, client_id)
    values (${id}, ${kind}, ${severity}, ${state}, ${titleZh}, ${titleEn}, ${[...components]}::text[], ${startsAt}::timestamptz,
      ${endsAt}::timestamptz, ${now.toISOString()}::timestamptz, ${openedBy}, ${clientId})
    on conflict (opened_by, client_id) do nothing returning id`.execute(db)
  if (written.length > 0) return null
  const { rows } = await sql<{ id: IncidentId }>`select id from incident where opened_by = ${openedBy} and client_id = ${clientId}`.execute(db)
  return rows[0]?.id ?? null
}

export async function saveIncident({ db }: CommandContext, id: IncidentId, incident: Incident): Promise<void> {
  const { severity, state, components, endsAt, endedAt } = incident
  await sql`update incident set severity = ${severity}, state = ${state}, components = ${[...components]}::text[], ends_at = ${endsAt}::timestamptz,
    ended_at = ${endedAt}::timestamptz where id = ${id}`.execute(db)
}

/** Whether this person has said this already, under this client id. */
export async function wasSaid({ db }: QueryContext, id: IncidentId, sent: { sender: string; clientId: string }): Promise<boolean> {
  const { rows } = await sql`select from entry where stream_id = ${id} and sender = ${sent.sender} and client_id = ${sent.clientId}`.execute(db)
  return rows.length > 0
}

/** The number of what was said of it last. */
export async function newestSaid({ db }: QueryContext, id: IncidentId): Promise<number> {
  const { rows } = await sql<{ seq: number }>`select last_seq as seq from stream where id = ${id}`.execute(db)
  return rows[0]?.seq ?? 0
}

export type Said = { incidentId: IncidentId; seq: number; at: Date; actor: EntryActor; entry: IncidentStreamEntry }

/** What was said of these incidents, of each the oldest first. */
export async function saidOf({ db }: QueryContext, ids: readonly IncidentId[]): Promise<Said[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ stream_id: IncidentId; seq: number; at: Date; actor: EntryActor; type: string; data: unknown }>`
    select stream_id, seq, at, actor, type, data from entry where stream_id = any(${[...ids]}::uuid[]) order by stream_id, seq`.execute(db)
  return rows.map(({ stream_id: incidentId, type, data, ...rest }) => ({ incidentId, ...rest, entry: IncidentStreamEntry.parse({ type, data }) }))
}
