import type { MissedPromise, MissedPromises } from '@yingda/protocol/http/promise.ts'

/** One promise that was missed: put to another time and missed again, it is another. */
export const missedId = ({ conversationId, kind, missedAt }: MissedPromise): string => `${conversationId} ${kind} ${missedAt}`

/** What was not done in time of all that is told: answered, resolved, or either. */
export function whatWasMissed({ total, missed }: MissedPromises): 'answer' | 'resolution' | 'either' {
  const resolutions = missed.filter(({ kind }) => kind === 'resolution').length
  if (total > missed.length) return 'either'
  return resolutions === 0 ? 'answer' : resolutions === total ? 'resolution' : 'either'
}

/** Those that were not there before; nothing is new when nothing was known yet. */
export function newlyMissed(before: ReadonlySet<string> | null, now: readonly MissedPromise[]): MissedPromise[] {
  return before === null ? [] : now.filter((one) => !before.has(missedId(one)))
}
