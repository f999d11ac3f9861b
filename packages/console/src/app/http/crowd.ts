/** What the server has put off because too many ask, until it is served: each by its own address, whatever else goes well. */
import { serverNow } from '../clock.ts'
import { isRefused, retryAfterSeconds } from './refusal.ts'

export class Crowd {
  readonly #listeners = new Set<() => void>()
  readonly #putOff = new Map<string, number>()
  readonly #now: () => number
  #again: number | null = null

  constructor(now: () => number = serverNow) {
    this.#now = now
  }

  /** The next instant at which something is asked again, in ms; null while nothing is put off. */
  readonly again = (): number | null => this.#again

  readonly listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  refused(what: string, error: unknown): void {
    if (!isRefused(error, 'server.overloaded')) return
    this.#putOff.set(what, this.#now() + 1000 * (retryAfterSeconds(error) ?? 0))
    this.#tell()
  }

  served(what: string): void {
    if (this.#putOff.delete(what)) this.#tell()
  }

  #tell(): void {
    // What nobody asked for again, as its screen was left, is not waited for any longer.
    for (const [what, at] of this.#putOff) if (at + LEFT_AFTER_MS < this.#now()) this.#putOff.delete(what)
    this.#again = this.#putOff.size === 0 ? null : Math.max(...this.#putOff.values())
    for (const listener of this.#listeners) listener()
  }
}

const LEFT_AFTER_MS = 15_000

/** This window's. */
export const crowd = new Crowd()
