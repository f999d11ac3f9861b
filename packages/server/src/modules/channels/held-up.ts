import { sql } from 'kysely'
import type { QueryContext } from '../../platform/command.ts'

/**
 * Whether answers stand still because the mail server is away or refuses us; an address that does not exist is nobody else's
 * concern. As long as it is tried again it stands still: also once it is on the list of what reached nobody, and while an
 * attempt is under way, which leaves the reason of the one before.
 */
export async function isMailHeldUp({ db }: QueryContext): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select exists (select from delivery where next_attempt_at is not null
      and reason in ('mail_server_away', 'mail_server_refuses_us')) as held`.execute(db)
  return rows[0]?.held ?? false
}
