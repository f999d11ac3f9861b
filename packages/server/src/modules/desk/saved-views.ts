import type { SavedView } from '@yingda/protocol/http/staff.ts'
import type { SavedViewId, StaffId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { CommandContext, QueryContext } from '../../platform/command.ts'
import { Refused } from '../../platform/refused.ts'
import { newId } from '../../platform/uuid.ts'

type NewView = Pick<SavedView, 'name' | 'query'>

/** One's own saved lists, in the order they were made. Each is only a query: reach is judged when it runs. */
export async function savedViews(ctx: QueryContext, staffId: StaffId): Promise<SavedView[]> {
  const { rows } = await sql<SavedView>`select id, name, query from saved_view where staff_id = ${staffId} order by position, id`.execute(ctx.db)
  return rows
}

export async function addSavedView(ctx: CommandContext, staffId: StaffId, { name, query }: NewView): Promise<SavedView> {
  const { rows } = await sql<SavedView>`
    insert into saved_view (id, staff_id, name, query, position)
    select ${newId(ctx.now.getTime())}, ${staffId}, ${name}, ${JSON.stringify(query)}::jsonb, coalesce(max(position), 0) + 1
    from saved_view where staff_id = ${staffId} returning id, name, query`.execute(ctx.db)
  return rows[0] ?? notFound()
}

/** @throws Refused `view.not_found` also for somebody else's */
export async function changeSavedView(ctx: CommandContext, staffId: StaffId, id: SavedViewId, { name, query }: NewView): Promise<SavedView> {
  const { rows } = await sql<SavedView>`
    update saved_view set name = ${name}, query = ${JSON.stringify(query)}::jsonb where id = ${id} and staff_id = ${staffId} returning id, name, query`.execute(
    ctx.db,
  )
  return rows[0] ?? notFound()
}

/** @throws Refused `view.not_found` */
export async function removeSavedView(ctx: CommandContext, staffId: StaffId, id: SavedViewId): Promise<void> {
  const { rows } = await sql`delete from saved_view where id = ${id} and staff_id = ${staffId} returning id`.execute(ctx.db)
  if (rows.length === 0) notFound()
}

function notFound(): never {
  throw new Refused('view.not_found')
}
