/**
 * Who owes a customer an answer, and by when. The schema forbids an open obligation without owner or deadline, and a
 * conversation that owes without one. Told by conversations what became of an answer; decides nothing itself.
 */
export { settleObligations, type Settlement } from './settle.ts'
export { pressObligations, type Pressed } from './press.ts'
export { carryPromise } from './carry.ts'
export { isInTime, isKept, isMissed } from './in-time.ts'
export { accountsOf, receivedBetween, type Account } from './accounts.ts'
export { promiseTargets } from './promises.ts'
export { promiseRoutes } from './routes.ts'
export {
  answerDueAt,
  answersDueAt,
  isOnThePhone,
  markObligation,
  moveObligations,
  obligationsAtRisk,
  obligationsMissed,
  obligationsOfSilentAgents,
  obligationsOfSilentBot,
  obligationsOwnedBy,
} from './due.ts'
export type { ObligationId, ObligationRecord } from './tables.ts'
