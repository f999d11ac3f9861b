/** How much an anonymous visitor may do, and how much all visitors together that share a network address. */
import type { CustomerActor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/db.ts'
import { networkOf } from '../../platform/http/address.ts'
import { countRepeat, countUse, markCounted, type Limit } from '../../platform/rate-limit.ts'

export type VisitorLimits = {
  conversations: Limit
  messages: Limit
  /** From the bot into the line for a person. */
  handovers: Limit
  uploads: Limit
  visitors: Limit
  sockets: number
  /** An office or a mobile network has one address: its visitors together may do so many times as much as one. */
  addressFactor: number
}

type Use = {
  actor: CustomerActor
  address: string
  limit: Limit
  /** What is sent again under the same id is the same use, ten times over. Null: each counts. */
  id: string | null
}

/** A client whose answers are lost sends the same again; one that does so without end writes no less than others. */
const REPEATS_FREE = 10

/** Signed-in customers are never limited. @throws Refused `request.too_many` */
export async function countVisitorUse(db: Db, { addressFactor }: Pick<VisitorLimits, 'addressFactor'>, { actor, address, limit, id }: Use): Promise<void> {
  if (actor.signedIn) return
  const use = id === null ? null : `${limit.name}:${actor.customerId}:${id}`
  const repeats = use === null ? null : await countRepeat(db, use)
  if (repeats !== null && repeats <= REPEATS_FREE) return
  await countUse(db, limit, actor.customerId)
  await countUse(db, { ...limit, name: `${limit.name}@`, most: limit.most * addressFactor }, networkOf(address))
  // Only what was let through: else a refused one would pass when it is tried again.
  if (use !== null && repeats === null) await markCounted(db, use)
}
