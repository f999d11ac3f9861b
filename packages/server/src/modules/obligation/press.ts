import type { Priority } from '@yingda/domain/conversation/owed.ts'
import type { Deadline } from '@yingda/domain/sla/deadline.ts'
import { sql } from 'kysely'
import { sendOff, type CommandContext } from '../../platform/command.ts'
import type { ObligationId } from './tables.ts'

/** An answer that is owed already, and is more or less pressing from now on: by when it would be promised if it began now. */
export type Pressed = { id: ObligationId; priority: Priority; deadline: Deadline }

/**
 * What was promised is not taken back: an answer is due sooner, where that is sooner, and never later. What is late stays
 * late; a warning is given again before the sooner time.
 */
export function pressObligations(ctx: CommandContext, pressed: readonly Pressed[]): void {
  if (pressed.length === 0) return
  const rows = pressed.map(({ id, priority, deadline }) => ({
    id,
    priority,
    warn_at: new Date(deadline.warnAtMs).toISOString(),
    due_at: new Date(deadline.dueAtMs).toISOString(),
  }))
  const pressing = sql`
    update obligation o set priority = s.priority, due_at = least(o.due_at, s.due_at),
      warn_at = case when s.due_at < o.due_at then s.warn_at else o.warn_at end,
      warned_at = case when s.due_at < o.due_at then null else o.warned_at end
    from json_to_recordset(${JSON.stringify(rows)}::json) as s (id uuid, priority text, warn_at timestamptz, due_at timestamptz)
    where o.id = s.id and o.open`
  sendOff(ctx, pressing.execute(ctx.db))
}
