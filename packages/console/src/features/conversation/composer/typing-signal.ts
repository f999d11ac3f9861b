const AGAIN_MS = 3000
const STILL_MS = 5000

/** Tells the others that somebody writes here: at most every three seconds, and that it stopped. */
export class TypingSignal {
  readonly #tell: (on: boolean) => void
  #toldAt: number | null = null
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(tell: (on: boolean) => void) {
    this.#tell = tell
  }

  /** A key was pressed and words stand there. */
  typing(nowMs = Date.now()): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.stopped(), STILL_MS)
    if (this.#toldAt !== null && nowMs - this.#toldAt < AGAIN_MS) return
    this.#toldAt = nowMs
    this.#tell(true)
  }

  /** Sent, emptied, left, or still for five seconds. */
  stopped(): void {
    clearTimeout(this.#timer)
    if (this.#toldAt === null) return
    this.#toldAt = null
    this.#tell(false)
  }
}
