import type { CannedReply, CannedReplyBody, CannedReplyChangeBody } from '@yingda/protocol/http/staff.ts'
import { CannedReplyId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { CommandContext, QueryContext } from '../../platform/command.ts'
import { Refused } from '../../platform/refused.ts'
import { newId } from '../../platform/uuid.ts'
import { teamExists } from '../identity/api.ts'

const COLUMNS = sql`id, shortcut, title, text_zh as "textZh", text_en as "textEn", team_id as "teamId"`

/** Those for everybody and those of one's own teams; who manages them sees all. */
export async function cannedReplies(ctx: QueryContext): Promise<CannedReply[]> {
  const { actor } = ctx
  const mine =
    actor.kind === 'staff' && !actor.permissions.has('canned_reply.manage') ? sql`team_id is null or team_id = any(${[...actor.teamIds]}::uuid[])` : sql`true`
  const { rows } = await sql<CannedReply>`select ${COLUMNS} from canned_reply where ${mine} order by shortcut limit 2000`.execute(ctx.db)
  return rows
}

/** @throws Refused `canned_reply.shortcut_taken` | `team.not_found` */
export async function addCannedReply(ctx: CommandContext, body: CannedReplyBody): Promise<CannedReply> {
  await refuseUnknownTeam(ctx, body)
  const { rows } = await sql<CannedReply>`
    insert into canned_reply (id, shortcut, title, text_zh, text_en, team_id)
    values (${newId(ctx.now.getTime())}, ${body.shortcut}, ${body.title}, ${body.textZh}, ${body.textEn}, ${body.teamId})
    on conflict (shortcut) do nothing returning ${COLUMNS}`.execute(ctx.db)
  return rows[0] ?? shortcutTaken()
}

/** @throws Refused `canned_reply.not_found` | `setting.changed`: it is not as it `was` any more | `canned_reply.shortcut_taken` | `team.not_found` */
export async function changeCannedReply(ctx: CommandContext, id: CannedReplyId, { was, ...body }: CannedReplyChangeBody): Promise<CannedReply> {
  const { rows: found } = await sql<CannedReply>`select ${COLUMNS} from canned_reply where id = ${id} for update`.execute(ctx.db)
  const now = found[0] ?? notFound()
  if (was !== undefined && !isSame(now, body) && !isSame(now, was)) throw new Refused('setting.changed')
  await refuseUnknownTeam(ctx, body)
  const taken = await sql`select from canned_reply where shortcut = ${body.shortcut} and id <> ${id}`.execute(ctx.db)
  if (taken.rows.length > 0) shortcutTaken()
  const { rows } = await sql<CannedReply>`
    update canned_reply set shortcut = ${body.shortcut}, title = ${body.title}, text_zh = ${body.textZh}, text_en = ${body.textEn}, team_id = ${body.teamId}
    where id = ${id} returning ${COLUMNS}`.execute(ctx.db)
  return rows[0] ?? notFound()
}

const isSame = (one: CannedReplyBody, other: CannedReplyBody): boolean =>
  one.shortcut === other.shortcut && one.title === other.title && one.textZh === other.textZh && one.textEn === other.textEn && one.teamId === other.teamId

/** @throws Refused `canned_reply.not_found` */
export async function removeCannedReply(ctx: CommandContext, id: CannedReplyId): Promise<void> {
  const { rows } = await sql`delete from canned_reply where id = ${id} returning id`.execute(ctx.db)
  if (rows.length === 0) notFound()
}

async function refuseUnknownTeam(ctx: CommandContext, { teamId }: CannedReplyBody): Promise<void> {
  if (teamId !== null && !(await teamExists(ctx, teamId))) throw new Refused('team.not_found')
}

function shortcutTaken(): never {
  throw new Refused('canned_reply.shortcut_taken')
}

function notFound(): never {
  throw new Refused('canned_reply.not_found')
}
