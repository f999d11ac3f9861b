/**
 * Brings waiting conversations to agents who are online, available and have a free place, as the domain's plan says:
 * looks twice a second, and gives out many at once. Reacts to people leaving, whose work goes back into line.
 */
export { assignWaiting } from './assign-waiting.ts'
export { handBackReaction } from './hand-back.ts'
export { startRouting } from './routing.ts'
