import type { Selectable, Updateable } from 'kysely'
import { sql } from 'kysely'
import type { StaffId, TeamId } from '@yingda/protocol/ids.ts'
import type { QueryContext } from '../../../platform/command.ts'
import { tables, type StaffTable } from '../tables.ts'

type Db = Pick<QueryContext, 'db'>
/** A person with what is decided on: teams, oldest first, second factors, and backup codes left. The password's hash and the TOTP secret ride along and never leave the module. */
export type StaffRow = Selectable<StaffTable> & { team_ids: TeamId[]; passkeys: number; backup_codes: number }

const selectStaff = ({ db }: Db) =>
  tables(db)
    .selectFrom('staff')
    .selectAll('staff')
    .select([
      sql<TeamId[]>`array(select m.team_id from team_member m join team t on t.id = m.team_id where m.staff_id = staff.id order by t.created_at, t.id)`.as(
        'team_ids',
      ),
      sql<number>`(select count(*) from staff_passkey p where p.staff_id = staff.id)`.as('passkeys'),
      sql<number>`(select count(*) from staff_backup_code c where c.staff_id = staff.id)`.as('backup_codes'),
    ])

export const findStaff = (ctx: Db, id: StaffId): Promise<StaffRow | undefined> => selectStaff(ctx).where('staff.id', '=', id).executeTakeFirst()

/** @param email folded */
export const findStaffByEmail = (ctx: Db, email: string): Promise<StaffRow | undefined> => selectStaff(ctx).where('staff.email', '=', email).executeTakeFirst()

/** Take the person's lock, then read: what is read is what stands while the lock is held. */
export async function lockStaffRow(ctx: Db, id: StaffId): Promise<StaffRow | undefined> {
  await tables(ctx.db).selectFrom('staff').select('id').where('id', '=', id).forNoKeyUpdate().execute()
  return findStaff(ctx, id)
}

/** The same for several, locked in the order of their ids. */
export async function lockStaffRows(ctx: Db, ids: readonly StaffId[]): Promise<StaffRow[]> {
  if (ids.length === 0) return []
  await tables(ctx.db)
    .selectFrom('staff')
    .select('id')
    .where('id', 'in', [...new Set(ids)])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  return selectStaff(ctx)
    .where('staff.id', 'in', [...new Set(ids)])
    .orderBy('staff.id')
    .execute()
}

export const listStaffRows = (ctx: Db): Promise<StaffRow[]> => selectStaff(ctx).orderBy('staff.created_at').orderBy('staff.id').limit(2000).execute()

export const listActiveStaffRows = (ctx: Db): Promise<StaffRow[]> =>
  selectStaff(ctx)
    .where('staff.active', '=', true)
    .where('staff.joined_at', 'is not', null)
    .orderBy('staff.created_at')
    .orderBy('staff.id')
    .limit(2000)
    .execute()

/** Is any of these at work and taking new conversations? */
export async function isAnyFree({ db }: Db, ids: readonly StaffId[]): Promise<boolean> {
  if (ids.length === 0) return false
  const free = await tables(db)
    .selectFrom('staff')
    .select('id')
    .where('id', 'in', [...ids])
    .where('active', '=', true)
    .where('available', '=', true)
    .limit(1)
    .executeTakeFirst()
  return free !== undefined
}

export async function namesOfStaff({ db }: Db, ids: readonly StaffId[]): Promise<Map<StaffId, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tables(db)
    .selectFrom('staff')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

type NewStaff = Pick<StaffTable, 'id' | 'email' | 'name' | 'created_at'> &
  Pick<Selectable<StaffTable>, 'role' | 'capacity' | 'demo' | 'language'> &
  Partial<Pick<Selectable<StaffTable>, 'languages' | 'skills'>> & { invited_at: Date | null; joined_at: Date | null; password_hash: string | null }

/** False when the address is taken. */
export async function insertStaff({ db }: Db, row: NewStaff): Promise<boolean> {
  const done = await tables(db)
    .insertInto('staff')
    .values({ ...row, totp_secret: null, totp_last_step: null, last_seen_at: null })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

export async function updateStaff({ db }: Db, id: StaffId, change: Updateable<StaffTable>): Promise<void> {
  await tables(db).updateTable('staff').set(change).where('id', '=', id).execute()
}

/** Nobody else can become the first, or anybody, until this transaction ends. */
export async function lockWholeStaff({ db }: Db): Promise<void> {
  await sql`lock table staff in share row exclusive mode`.execute(db)
}

export async function isStaffEmpty({ db }: Db): Promise<boolean> {
  return (await tables(db).selectFrom('staff').select('id').limit(1).execute()).length === 0
}

/**
 * Lock every active admin, in the order of their ids, and tell who they are. Two admins who demote each other thus take
 * turns, and the second finds himself the last.
 */
export async function lockActiveAdmins({ db }: Db): Promise<StaffId[]> {
  const rows = await tables(db).selectFrom('staff').select('id').where('role', '=', 'admin').where('active', '=', true).orderBy('id').forNoKeyUpdate().execute()
  return rows.map((row) => row.id)
}
