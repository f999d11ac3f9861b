/**
 * Who owes a customer an answer, and by when; by when what people have is to be resolved. The schema forbids an open
 * obligation without owner or deadline, and a conversation that owes without one. Told by conversations what became of an answer; decides nothing itself.
 */
export { settleObligations, type Settlement } from './settle.ts'
export { pressObligations, type Pressed } from './press.ts'
export { carryPromise } from './carry.ts'
export { isInTime, isKept, isMissed, isResolvedInTime, isUnresolvedInTime } from './in-time.ts'
export { accountsOf, receivedBetween, type Account } from './accounts.ts'
export { PROMISE_STREAM } from './commands/change-promises.ts'
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
export { IS_WRONG, markResolution, resolutionsAtRisk, resolutionsMissed, resolutionsOf, saveResolutions, wrongClocks, type Resolving } from './resolution.ts'
export type { ObligationId, ObligationRecord, ResolutionRecord } from './tables.ts'
