/** Many who look at the same thing share its readings: what is asked of the database does not grow with them. */

/**
 * Whoever asks gets a reading that begins after he asked, so that it shows what he has just done. One begins when the
 * last is over and `gapMs` after it began, at the earliest; all who ask meanwhile wait for that one.
 */
export function readInTurns<T>(gapMs: number, read: () => Promise<T>): () => Promise<T> {
  let next: Promise<T> | null = null
  let last: Promise<unknown> = Promise.resolve()
  let beganMs = Number.NEGATIVE_INFINITY

  const begin = async (): Promise<T> => {
    await last
    const delayMs = beganMs + gapMs - performance.now()
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs))
    beganMs = performance.now()
    next = null
    const reading = read()
    last = reading.catch(() => undefined)
    return reading
  }
  return () => (next ??= begin())
}

/** The last reading, as long as it is not older than this; a failed one is asked for again at once. */
export function keptFor<T>(ageMs: number, read: () => Promise<T>): () => Promise<T> {
  let held: Promise<T> | null = null
  let beganMs = Number.NEGATIVE_INFINITY
  return () => {
    if (held !== null && performance.now() - beganMs < ageMs) return held
    beganMs = performance.now()
    const reading = read()
    held = reading
    reading.catch(() => held === reading && (held = null))
    return reading
  }
}
