import type { OfferList } from '@yingda/protocol/http/offers.ts'
import { sql } from 'kysely'
import type { StaffActor } from '../platform/actor.ts'
import type { QueryContext } from '../platform/command.ts'
import { withinReach } from '../modules/conversation/api.ts'
import { selectRows, toRow, type Listed } from './conversation-rows.ts'

/** What is offered to the one who asks, and for how much longer: the time left, since a browser's clock may be anything. */
export async function ownOffers(ctx: QueryContext & { actor: StaffActor }): Promise<OfferList> {
  const { actor } = ctx
  const { rows } = await sql<Listed & { left_ms: number }>`
    select r.*, (extract(epoch from r.offer_until - clock_timestamp()) * 1000)::integer as left_ms from (
      ${selectRows(actor)} where c.offered_to = ${actor.staffId} and ${withinReach(actor)}) r
    where r.offer_until > clock_timestamp() order by r.offer_until, r.id`.execute(ctx.db)
  const own = await sql<{ available: boolean }>`select available from staff where id = ${actor.staffId}`.execute(ctx.db)
  return { available: own.rows[0]?.available === true, offers: rows.map((row) => ({ conversation: toRow(row), leftMs: row.left_ms })) }
}
