import type { ConversationRow } from '@yingda/protocol/http/staff.ts'

type Promised = Omit<NonNullable<ConversationRow['promise']>, 'kind' | 'said'>
/** `plain`: time enough. `wait`: due soon. `risk`: nearly due, or late. */
export type PromiseStanding = { percent: number; look: 'plain' | 'wait' | 'risk'; isLate: boolean; promisedMs: number }

/** From here on an answer is nearly late, whatever its warning is set to. */
const RISK_PERCENT = 90

/** How much of the promised time has gone by; a promise in business hours is shown in the time that passes. */
export const promiseStanding = (promise: Promised, nowMs: number): PromiseStanding => standing(promise, nowMs, RISK_PERCENT)

/** The same of what is to be resolved: where its clock has stood still, a share of all the time since says nothing of how near it is. */
export const resolutionStanding = (resolution: Promised, nowMs: number): PromiseStanding => standing(resolution, nowMs, Infinity)

function standing({ since, warnAt, dueAt }: Promised, nowMs: number, riskPercent: number): PromiseStanding {
  const fromMs = Date.parse(since)
  const promisedMs = Date.parse(dueAt) - fromMs
  const percent = promisedMs <= 0 ? 100 : Math.min(100, Math.max(0, ((nowMs - fromMs) / promisedMs) * 100))
  const isLate = nowMs >= Date.parse(dueAt)
  const look = isLate || percent >= riskPercent ? 'risk' : nowMs >= Date.parse(warnAt) ? 'wait' : 'plain'
  return { percent: Math.round(percent), look, isLate, promisedMs }
}
