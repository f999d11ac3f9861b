/**
 * Brings waiting conversations to agents who are online, available and have a free place: the longest waiting first, to
 * the agent with the fewest: looks twice a second. Reacts to people leaving, whose work goes back into line.
 */
export { assignWaiting } from './assign-waiting.ts'
export { handBackReaction } from './hand-back.ts'
export { startRouting } from './routing.ts'
