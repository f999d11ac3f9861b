import { isDeepStrictEqual } from 'node:util'
import { CapacityWeights, type CapacityWeightsBody, type WorkKind } from '@yingda/protocol/capacity.ts'
import type { CapacityStreamEntry } from '@yingda/protocol/entries/capacity.ts'
import { sql } from 'kysely'
import type { CommandContext, QueryContext } from '../../../platform/command.ts'
import { record } from '../../../platform/record.ts'
import { Refused } from '../../../platform/refused.ts'

/** There is one table of weights, so its stream has one name everywhere. */
export const WEIGHT_STREAM = '0199a000-0000-7000-8000-000000000002'

type Row = { kind: WorkKind; weight: number }
const weightsOf = (rows: readonly Row[]): CapacityWeights => CapacityWeights.parse(Object.fromEntries(rows.map(({ kind, weight }) => [kind, weight])))

/** How many places each kind of work takes. */
export async function capacityWeights(ctx: QueryContext): Promise<CapacityWeights> {
  return weightsOf((await sql<Row>`select kind, weight from capacity_weight`.execute(ctx.db)).rows)
}

/**
 * Weigh otherwise from now on. What somebody holds already he keeps, also where that is more than his capacity now. The
 * same again changes nothing. Locks all rows, in one order.
 *
 * @throws Refused `setting.changed`: they are not what they `was` any more
 */
export async function changeWeights(ctx: CommandContext, { was, ...wanted }: CapacityWeightsBody): Promise<void> {
  const before = weightsOf((await sql<Row>`select kind, weight from capacity_weight order by kind for no key update`.execute(ctx.db)).rows)
  if (isDeepStrictEqual(before, wanted)) return
  if (was !== undefined && !isDeepStrictEqual(before, was)) throw new Refused('setting.changed')
  await sql`
    update capacity_weight w set weight = s.weight
    from unnest(${Object.keys(wanted)}::text[], ${Object.values(wanted)}::double precision[]) as s (kind, weight) where w.kind = s.kind`.execute(ctx.db)
  const entry: CapacityStreamEntry = { type: 'capacity.weights_changed', data: { before, after: wanted } }
  await record(ctx, [{ stream: { id: WEIGHT_STREAM, kind: 'capacity', customerId: null }, entries: [{ ...entry, forCustomer: false }] }])
}
