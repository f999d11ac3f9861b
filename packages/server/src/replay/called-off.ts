/** Somebody did not want to see the end of it; what was started for it is gone all the same. */
export class CalledOff extends Error {}

/** Aborted when the person at the terminal has had enough (Ctrl-C), or the system has. A second signal ends the process at once. */
export function calledOffBySignal(): AbortSignal {
  const calledOff = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => calledOff.abort())
  return calledOff.signal
}

/** @throws CalledOff with these words, whatever becomes of the work */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined, words: string): Promise<T> {
  work.catch(() => undefined)
  if (signal === undefined) return work
  if (signal.aborted) return Promise.reject(new CalledOff(words))
  return Promise.race([work, new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(new CalledOff(words)), { once: true }))])
}
