import type { ConversationRow } from '@yingda/protocol/http/staff.ts'

type Promise = Omit<NonNullable<ConversationRow['promise']>, 'kind' | 'said'>
/** `plain`: time enough. `wait`: due soon. `risk`: nearly due, or late. */
export type PromiseStanding = { percent: number; look: 'plain' | 'wait' | 'risk'; isLate: boolean; promisedMs: number }

/** From here on it is nearly late, whatever its warning is set to. */
const RISK_PERCENT = 90

/** How much of the promised time has gone by; a promise in business hours is shown in the time that passes. */
export function promiseStanding({ since, warnAt, dueAt }: Promise, nowMs: number): PromiseStanding {
  const fromMs = Date.parse(since)
  const promisedMs = Date.parse(dueAt) - fromMs
  const percent = promisedMs <= 0 ? 100 : Math.min(100, Math.max(0, ((nowMs - fromMs) / promisedMs) * 100))
  const isLate = nowMs >= Date.parse(dueAt)
  const look = isLate || percent >= RISK_PERCENT ? 'risk' : nowMs >= Date.parse(warnAt) ? 'wait' : 'plain'
  return { percent: Math.round(percent), look, isLate, promisedMs }
}
