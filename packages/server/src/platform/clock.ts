/** Business time. A simulated day hands in a scaled one; leases and locks use the database's own clock instead. */
export type Clock = { now(): Date }

export const systemClock: Clock = { now: () => new Date() }
