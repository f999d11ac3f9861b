import type { MissedPromise, MissedPromises } from '@yingda/protocol/http/promise.ts'

/** One promise that was missed: put to another time and missed again, it is another. */
export const missedId = ({ conversationId, kind, missedAt }: MissedPromise): string => `${conversationId} ${kind} ${missedAt}`

/** What is told of all that was missed: of one conversation; else of how many, or of how many promises where it is not known whose they are. */
export type Told =
  | { of: 'one'; what: 'answer' | 'resolution' | 'both' }
  | { of: 'conversations'; what: 'answer' | 'resolution' | 'either'; count: number }
  | { of: 'promises'; count: number }

/** An answer and a resolution of one conversation are two promises. */
export function toldOf({ total, missed }: MissedPromises): Told {
  if (total > missed.length) return { of: 'promises', count: total }
  const count = new Set(missed.map(({ conversationId }) => conversationId)).size
  const resolutions = missed.filter(({ kind }) => kind === 'resolution').length
  const what = resolutions === 0 ? 'answer' : resolutions === missed.length ? 'resolution' : null
  return count === 1 ? { of: 'one', what: what ?? 'both' } : { of: 'conversations', what: what ?? 'either', count }
}

/** Those that were not there before; nothing is new when nothing was known yet. */
export function newlyMissed(before: ReadonlySet<string> | null, now: readonly MissedPromise[]): MissedPromise[] {
  return before === null ? [] : now.filter((one) => !before.has(missedId(one)))
}
