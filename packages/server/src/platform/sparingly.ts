/** Warns of a matter, by its words and what it is about. */
export type Warn = (words: string, about?: Readonly<Record<string, string>>) => void

const QUIET_MS = 60_000
/** What it is about may come from outside: whoever invents new ones all the time does not fill the log. */
const MOST_AT_ONCE = 50

export type WarnLog = { warn: (about: object, words: string) => void }

/** A log for what every request may bring anew: each matter is said once a minute. */
export function sparingly(log: WarnLog, now: () => number = () => performance.now()): Warn {
  const saidAt = new Map<string, number>()
  return (words, about = {}) => {
    const at = now()
    for (const [matter, then] of saidAt) if (at - then >= QUIET_MS) saidAt.delete(matter)
    const matter = JSON.stringify([words, about])
    if (saidAt.has(matter) || saidAt.size >= MOST_AT_ONCE) return
    saidAt.set(matter, at)
    log.warn(about, words)
  }
}
