import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationId, TeamId } from '@yingda/protocol/ids.ts'
import type { Language } from '@yingda/protocol/language.ts'
import { sql, type RawBuilder } from 'kysely'
import type { QueryContext } from '../../../platform/command.ts'
import type { ConversationRecord } from '../tables.ts'

/** In line now: `c` waits, and is not to be called back later. */
export const inLineNow = (ctx: QueryContext, c: string): RawBuilder<boolean> => {
  const [status, from] = [sql.ref(`${c}.status`), sql.ref(`${c}.call_back_from`)]
  return sql<boolean>`${status} = 'waiting' and (${from} is null or ${from} <= ${ctx.now.toISOString()}::timestamptz)`
}

export type Standing = {
  teamId: TeamId
  ahead: number
  language: Language
  questionType: QuestionType
  urgent: boolean
  care: boolean
  restricted: boolean
  queuedAt: Date
}

/** Everybody in the lines of these teams, with how many stand before. */
export async function standingInLine(ctx: QueryContext, teamIds: readonly TeamId[]): Promise<Map<ConversationId, Standing>> {
  const { rows } = await sql<Standing & { id: ConversationId }>`
    select c.id, c.team_id as "teamId", c.language, c.question_type as "questionType", c.urgent, c.care, c.restricted, c.queued_at as "queuedAt",
      row_number() over (partition by c.team_id order by line_at(c.queued_at, c.question_type, c.urgent, c.care), c.id) - 1 as ahead
    from conversation c where c.team_id = any(${[...teamIds]}::uuid[]) and ${inLineNow(ctx, 'c')}`.execute(ctx.db)
  return new Map(rows.map(({ id, ...standing }) => [id, standing]))
}

/** In which line each of these stands now; who stands in none is missing. */
export async function linesOf(ctx: QueryContext, ids: readonly ConversationId[]): Promise<Map<ConversationId, TeamId>> {
  const { rows } = await sql<{ id: ConversationId; teamId: TeamId }>`
    select c.id, c.team_id as "teamId" from conversation c where c.id = any(${[...ids]}::uuid[]) and ${inLineNow(ctx, 'c')}`.execute(ctx.db)
  return new Map(rows.map(({ id, teamId }) => [id, teamId]))
}

export async function conversationsById(ctx: QueryContext, ids: readonly ConversationId[]): Promise<ConversationRecord[]> {
  const { rows } = await sql<ConversationRecord>`select * from conversation where id = any(${[...ids]}::uuid[]) order by id`.execute(ctx.db)
  return rows
}
