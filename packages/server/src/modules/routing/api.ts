/**
 * Brings waiting conversations to agents who are online, available and have a free place: the longest waiting first, to
 * the agent with the fewest. Reacts to everything that fills a queue or frees a place, and looks twice a second besides.
 */
export { assignWaiting } from './assign-waiting.ts'
export { ROUTING_REACTION_TYPES, startRouting } from './routing.ts'
