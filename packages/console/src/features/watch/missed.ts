import type { MissedPromise } from '@yingda/protocol/http/promise.ts'

/** One promise that was missed: put to another time and missed again, it is another. */
export const missedId = ({ conversationId, missedAt }: MissedPromise): string => `${conversationId} ${missedAt}`

/** Those that were not there before; nothing is new when nothing was known yet. */
export function newlyMissed(before: ReadonlySet<string> | null, now: readonly MissedPromise[]): MissedPromise[] {
  return before === null ? [] : now.filter((one) => !before.has(missedId(one)))
}
