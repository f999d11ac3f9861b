/** Time that passes, so that tests can make it pass. */
export type Timers = { set(run: () => void, afterMs: number): number; clear(timer: number): void }
