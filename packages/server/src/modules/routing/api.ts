/**
 * Brings waiting conversations to agents who are online, available and have a free place, as the domain's plan says:
 * looks twice a second, and gives out many at once. Reacts to people leaving, whose work goes back into line. Owns the
 * stays in line: who stood where from when until when, what they were told of it, and how well that was kept.
 */
export { assignWaiting } from './assign-waiting.ts'
export { endOffers } from './end-offers.ts'
export { handBackReaction } from './hand-back.ts'
export { startRouting } from './routing.ts'
export { staysReaction } from './waits/stays.ts'
export { routingRoutes } from './routes.ts'
export { startWaits } from './waits/start.ts'
export { statesWithWaits } from './waits/stated.ts'
export { waitsForNewcomers, type NewcomerWait } from './waits/for-newcomers.ts'
export { stateWaits } from './waits/state-waits.ts'
export { callBackChoices } from './call-backs/times.ts'
