import type { AwayWhy } from '@yingda/protocol/availability.ts'
import type { Language } from '@yingda/protocol/language.ts'
import { sql } from 'kysely'
import type { StaffId, TeamId } from '@yingda/protocol/ids.ts'
import type { Role } from '@yingda/protocol/permissions.ts'
import type { QueryContext } from '../../../platform/command.ts'
import { isAlive, OLD_TOKEN_MS } from '../rules/session-life.ts'
import { hashToken } from '../seals.ts'
import { tables } from '../tables.ts'

type Ctx = Pick<QueryContext, 'db' | 'now'>

/** A living session with the person it belongs to, read in one query. */
export type SignedIn = {
  sessionId: string
  stage: 'second_factor' | 'signed_in'
  lastSeenAt: Date
  expiresAt: Date
  steppedUpAt: Date | null
  /** False for the token before the last rotation: good for requests under way, never stepped up. */
  tokenIsCurrent: boolean
  staffId: StaffId
  name: string
  role: Role
  demo: boolean
  hasTotp: boolean
  passkeys: number
  teamIds: TeamId[]
  /** What the queues in his sidebar are called, in both languages: the own teams', an admin's all. */
  queueNames: string[]
  available: boolean
  awayWhy: AwayWhy | null
  capacity: number
  language: Language
}

/** One index look-up by token hash; nobody who was deactivated is found. */
export async function findSignedIn({ db, now }: Ctx, { token }: { token: string }): Promise<SignedIn | undefined> {
  const hash = hashToken(token)
  const row = await selectSignedIn({ db }, hash)
    .where((eb) =>
      eb.or([eb('s.token_hash', '=', hash), eb.and([eb('s.previous_token_hash', '=', hash), eb('s.rotated_at', '>', new Date(now.getTime() - OLD_TOKEN_MS))])]),
    )
    .executeTakeFirst()
  return row !== undefined && isAlive(row, now) ? row : undefined
}

/** Those of these sessions that are alive, in one query. */
export async function findSignedInMany({ db, now }: Ctx, sessionIds: readonly string[]): Promise<SignedIn[]> {
  if (sessionIds.length === 0) return []
  const rows = await selectSignedIn({ db }, null)
    .where('s.id', 'in', [...sessionIds])
    .execute()
  return rows.filter((row) => isAlive(row, now))
}

function selectSignedIn({ db }: Pick<Ctx, 'db'>, hash: Buffer | null) {
  return tables(db)
    .selectFrom('staff_session as s')
    .innerJoin('staff as p', 'p.id', 's.staff_id')
    .select(['s.id as sessionId', 's.stage', 's.last_seen_at as lastSeenAt', 's.expires_at as expiresAt', 's.stepped_up_at as steppedUpAt'])
    .select(['p.id as staffId', 'p.name', 'p.role', 'p.demo', 'p.available', 'p.away_why as awayWhy', 'p.capacity', 'p.language'])
    .select([
      sql<boolean>`p.totp_secret is not null`.as('hasTotp'),
      sql<number>`(select count(*) from staff_passkey k where k.staff_id = p.id)`.as('passkeys'),
      sql<TeamId[]>`array(select m.team_id from team_member m join team t on t.id = m.team_id where m.staff_id = p.id order by t.created_at, t.id)`.as(
        'teamIds',
      ),
      sql<string[]>`array(select unnest(array[t.name_zh, t.name_en]) from team t where t.deleted_at is null
        and (p.role = 'admin' or exists (select from team_member m where m.team_id = t.id and m.staff_id = p.id)) order by t.created_at, t.id)`.as(
        'queueNames',
      ),
      sql<boolean>`${hash}::bytea is null or s.token_hash = ${hash}::bytea`.as('tokenIsCurrent'),
    ])
    .where('p.active', '=', true)
}
