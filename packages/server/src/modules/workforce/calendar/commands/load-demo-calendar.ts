import { sql } from 'kysely'
import type { CommandContext } from '../../../../platform/command.ts'
import { createCalendar } from './create-calendar.ts'

const OFFICE = [{ from: '09:00', until: '18:00' }]

/**
 * The hours of an ordinary office, to look at and to give to a team. No team of the demo has them: somebody who tries it
 * out at night is answered too.
 */
export async function loadDemoCalendar(ctx: CommandContext): Promise<void> {
  // A calendar's stream outlives it: hours that somebody has removed do not come back with the next start.
  const { rows } = await sql`select from stream where kind = 'calendar' limit 1`.execute(ctx.db)
  if (rows.length > 0) return
  await createCalendar(ctx, {
    nameZh: '工作日 9:00–18:00',
    nameEn: 'Weekdays 9–18',
    timeZone: 'Asia/Shanghai',
    weekly: [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, [], []],
    exceptions: [],
    chinaHolidays: true,
  })
}
