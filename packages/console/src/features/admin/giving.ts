import type { Team } from '@yingda/protocol/http/staff-admin.ts'
import type { Strategy } from '@yingda/protocol/skills.ts'

/** How a team gives out its work, as it stands in the form. */
export type Giving = { strategy: Strategy; asks: boolean; seconds: string }

/** Long enough to read who asks what, short enough that the customer hardly notices. */
const USUAL_SECONDS = 30

export const givingOf = (team: Pick<Team, 'strategy' | 'acceptSeconds'> | null): Giving => ({
  strategy: team?.strategy ?? 'least_busy',
  asks: (team?.acceptSeconds ?? null) !== null,
  seconds: String(team?.acceptSeconds ?? USUAL_SECONDS),
})

/** Null = given at once; undefined = what stands there is no time that may be set. */
export function acceptSecondsOf({ asks, seconds }: Giving): number | null | undefined {
  if (!asks) return null
  const number = Number(seconds)
  return Number.isInteger(number) && number >= 10 && number <= 120 ? number : undefined
}
