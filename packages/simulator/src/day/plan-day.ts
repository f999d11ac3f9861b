/**
 * A day of a wallet's service desk, planned to the second before it begins: by profile and seed, and by nothing else. The
 * same seed plans the same day on every machine; its hash proves it.
 */
import { createHash } from 'node:crypto'
import { planAgents, type PlannedAgent, type Span } from './agents.ts'
import { planCustomers, type PlannedCustomer } from './customers.ts'
import { diceOf } from './dice.ts'
import { DAY_SECONDS, PROFILE, type ProfileName } from './profiles.ts'

export type DayPlan = {
  profile: ProfileName
  seed: number
  /** The part of the day that is lived, in seconds from midnight. */
  span: Span
  /** While something is broken; null = nothing breaks within the span. */
  burst: Span | null
  customers: readonly PlannedCustomer[]
  agents: readonly PlannedAgent[]
}

export type DayWanted = { profile: ProfileName; seed: number /** Instead of what is usual for the profile. */; arrivals?: number | null }

export function planDay({ profile: name, seed, arrivals = null }: DayWanted): DayPlan {
  const profile = { ...PROFILE[name], ...(arrivals === null ? {} : { arrivals }) }
  // Two dice, so that who comes does not depend on who works.
  const customers = planCustomers(profile, diceOf(seed))
  const agents = planAgents(profile, diceOf(seed ^ 0x5eed))
  const { burst } = profile
  const span = { from: 0, until: DAY_SECONDS }
  return { profile: name, seed, span, burst: burst === null ? null : { from: burst.from * 3600, until: burst.until * 3600 }, customers, agents }
}

/** Only a part of the day: who comes in it, and who works in it. */
export function partOf(plan: DayPlan, span: Span): DayPlan {
  const touches = (other: Span): boolean => other.from < span.until && other.until > span.from
  return {
    ...plan,
    span,
    burst: plan.burst !== null && touches(plan.burst) ? plan.burst : null,
    customers: plan.customers.filter(({ at }) => at >= span.from && at < span.until),
    agents: plan.agents.filter(({ shift }) => touches(shift)),
  }
}

/** SHA-256 over everything that is planned, in hexadecimal. */
export const hashOf = (plan: DayPlan): string => createHash('sha256').update(canonical(plan)).digest('hex')

/** JSON with the keys of every object in one order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))) : one,
  )
