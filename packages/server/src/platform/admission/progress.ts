/** So many looks, a tenth of a second apart, at a line that does not move: what everybody waits for does not answer. */
const STUCK_AFTER_LOOKS = 20

/**
 * Whether a line gets on at all. Counted in looks and not in time: a process that comes to nothing itself does not look
 * either, and must not take its own slowness for the database's silence.
 */
export class Progress {
  #moves = 0
  #seen = 0
  #still = 0

  moved(): void {
    this.#moves += 1
  }

  look(isWaiting: boolean): void {
    this.#still = isWaiting && this.#moves === this.#seen ? this.#still + 1 : 0
    this.#seen = this.#moves
  }

  get isStuck(): boolean {
    return this.#still >= STUCK_AFTER_LOOKS
  }
}
