const FIRST_MS = 1000
const MOST_MS = 30_000

/**
 * How long to wait before try number `attempt` (0 = the first again): doubling to half a minute, between half and the
 * whole of it, so that a restarted desk does not meet all its clients in one second.
 */
export const backoffMs = (attempt: number): number => Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(attempt, 10)) * (0.5 + Math.random() / 2)

/** Resolves after the time, or at once when the signal is raised. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const finish = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', finish)
      resolve()
    }
    const timer = setTimeout(finish, ms)
    signal.addEventListener('abort', finish)
  })
}

/** Raised as soon as one of them is. (`AbortSignal.any` is missing in web views of a few years ago.) */
export function either(...signals: readonly AbortSignal[]): AbortSignal {
  const joined = new AbortController()
  for (const signal of signals) {
    if (signal.aborted) joined.abort()
    else signal.addEventListener('abort', () => joined.abort(), { signal: joined.signal })
  }
  return joined.signal
}
