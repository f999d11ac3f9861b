import type { ConversationId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import { sendOff, type CommandContext } from '../../platform/command.ts'
import type { ObligationId } from './tables.ts'

/**
 * What was promised in one conversation holds in the other one that it went into: of two times the sooner. Whoever owes it by a
 * sooner time is warned again, and owes it by that time from now on. What was late once stays so. A bot's promise says nothing
 * of when people answer, nor theirs of the bot.
 */
export function carryPromise(ctx: CommandContext, { fromId, toId }: { fromId: ObligationId; toId: ConversationId }): void {
  const carrying = sql`
    update obligation o set missed_at = coalesce(o.missed_at, s.missed_at), due_at = least(o.due_at, s.due_at),
      warn_at = case when s.due_at < o.due_at then s.warn_at else o.warn_at end,
      warned_at = case when s.due_at < o.due_at then null else o.warned_at end,
      owned_since = case when s.due_at < o.due_at then ${ctx.now.toISOString()}::timestamptz else o.owned_since end
    from obligation s
    where s.id = ${fromId} and o.conversation_id = ${toId} and o.open and (o.owner_kind = 'bot') = (s.owner_kind = 'bot')`
  sendOff(ctx, carrying.execute(ctx.db))
}
