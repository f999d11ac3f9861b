/**
 * Looks after what everybody else may have forgotten: answers that are late, conversations nobody works on, reactions
 * that are stuck. Owns alarms. Repairs by calling commands, reacts to nothing, and is never switched off.
 */
export { findDifferences, reconcileJobs, scheduleReconciling } from './reconcile.ts'
export { watchRoutes } from './routes.ts'
export { startWatch } from './watch.ts'
export { startTellingOverload } from './tell-overload.ts'
export { lookOnce } from './look.ts'
export { moveCallBacks } from './move-call-backs.ts'
export { recentAlarms, type Alarm, type AlarmKind } from './alarms.ts'
