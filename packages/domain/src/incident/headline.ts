import type { ComponentState, StatusAge, StatusSnapshot } from '@yingda/protocol/http/status.ts'
import { worse } from './component-state.ts'

/** The one thing that stands on top of the page. */
export type Headline =
  | { say: 'database_away' }
  | { say: 'cannot_be_known' }
  | { say: 'all_well' }
  | { say: 'disturbed'; worst: Exclude<ComponentState, 'ok'>; keys: readonly string[]; others: Others }
/** What is not named on top: all of it works, some of it is disturbed too (less), there is nothing else, or it is not known any more. */
export type Others = 'well' | 'disturbed' | 'none' | 'unknown'

/** Longer than two minutes' tries: whoever writes the copy each minute has failed twice. */
export const STALE_AFTER_SECONDS = 150

export function ageOf(snapshotAt: string, nowMs: number, isDatabaseAway: boolean): StatusAge {
  const seconds = Math.max(0, Math.floor((nowMs - Date.parse(snapshotAt)) / 1000))
  return { seconds, why: isDatabaseAway ? 'database_away' : seconds > STALE_AFTER_SECONDS ? 'not_written' : null }
}

/** Without its database the desk takes no message. What was well some time ago need not be so now. */
export function headlineOf({ components }: Pick<StatusSnapshot, 'components'>, age: StatusAge): Headline {
  if (age.why === 'database_away') return { say: 'database_away' }
  const worst = components.reduce<ComponentState>((state, one) => worse(state, one.state), 'ok')
  if (worst === 'ok') return age.why === null ? { say: 'all_well' } : { say: 'cannot_be_known' }
  const rest = components.filter(({ state }) => state !== worst)
  const keys = components.filter(({ state }) => state === worst).map(({ key }) => key)
  return { say: 'disturbed', worst, keys, others: age.why === null ? othersOf(rest) : 'unknown' }
}

function othersOf(rest: StatusSnapshot['components']): Others {
  if (rest.length === 0) return 'none'
  return rest.every(({ state }) => state === 'ok') ? 'well' : 'disturbed'
}
