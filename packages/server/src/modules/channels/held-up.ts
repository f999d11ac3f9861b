import { sql } from 'kysely'
import type { QueryContext } from '../../platform/command.ts'

/** Whether answers stand still because the mail server is away or refuses us; an address that does not exist is nobody else's concern. */
export async function isMailHeldUp({ db }: QueryContext): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select exists (select from delivery where next_attempt_at is not null and state in ('failed', 'unknown')
      and reason in ('mail_server_away', 'mail_server_refuses_us')) as held`.execute(db)
  return rows[0]?.held ?? false
}
