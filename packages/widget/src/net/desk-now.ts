/**
 * The present instant on the desk's clock. A phone's may be hours wrong, and then it would say "yesterday" of today, hide a
 * promise as gone by and take each new token for stale.
 */
let aheadMs = 0
/** An answer is on its way for a while and names whole seconds: a small difference says nothing. */
const SAME_WITHIN_MS = 60_000

export const deskNow = (): number => Date.now() - aheadMs

/** @param date of an answer of the desk, as its header says it; null where it does not */
export function hearTime(date: string | null): void {
  const offMs = Date.now() - Date.parse(date ?? '')
  if (!Number.isNaN(offMs)) aheadMs = Math.abs(offMs) < SAME_WITHIN_MS ? 0 : offMs
}
