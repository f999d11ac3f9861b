import { sql } from 'kysely'
import type { QueryContext } from '../../../platform/command.ts'

/** How far a stream goes, and where a cursor of the customer's numbering stands in that of the staff. */
export type StreamStart = { seq: number; customerSeq: number; seqAtCursor: number }

const NOTHING_YET: StreamStart = { seq: 0, customerSeq: 0, seqAtCursor: 0 }

/** For many cursors in one statement. @returns for each, in order; reach is the caller's to judge first */
export async function streamStarts(ctx: QueryContext, cursors: readonly { streamId: string; customerAfter: number }[]): Promise<StreamStart[]> {
  const { rows } = await sql<StreamStart & { place: number }>`
    select w.place, s.last_seq as seq, s.last_customer_seq as "customerSeq",
      case when w.after = 0 then 0 else coalesce((select e.seq from entry e where e.stream_id = s.id and e.customer_seq = w.after), 0) end as "seqAtCursor"
    from unnest(${cursors.map((one) => one.streamId)}::uuid[], ${cursors.map((one) => one.customerAfter)}::bigint[]) with ordinality as w (id, after, place)
    join stream s on s.id = w.id`.execute(ctx.db)
  const byPlace = new Map(rows.map(({ place, ...start }) => [place, start]))
  return cursors.map((_, index) => byPlace.get(index + 1) ?? NOTHING_YET)
}
