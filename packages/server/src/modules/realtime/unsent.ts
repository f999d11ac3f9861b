/** As much of a connection as is needed here. */
type Reader = { cutOff(): void }

/** What all sockets of one process together may have waiting unsent. */
const MAX_BYTES = 64 * 1024 * 1024
/** Cut until so much of it is left, so that not every next frame cuts again. */
const ROOM_AGAIN = 0.75

/**
 * What waits unsent, over all sockets: each by itself may be slow, but a thousand that stop reading must not fill the
 * memory. Beyond the bound those who have most waiting are cut off, at once; they come back and resume from their cursor.
 */
export class Unsent {
  readonly #most: number
  readonly #waiting = new Map<Reader, number>()
  #bytes = 0

  constructor(most: number = MAX_BYTES) {
    this.#most = most
  }

  get bytes(): number {
    return this.#bytes
  }

  /** So much more waits for this one. */
  add(reader: Reader, bytes: number): void {
    this.#change(reader, bytes)
    if (this.#bytes <= this.#most) return
    for (const [slowest] of [...this.#waiting].sort((one, other) => other[1] - one[1])) {
      if (this.#bytes <= this.#most * ROOM_AGAIN) return
      this.forget(slowest)
      slowest.cutOff()
    }
  }

  /** So much has left, or never will. */
  remove(reader: Reader, bytes: number): void {
    if (this.#waiting.has(reader)) this.#change(reader, -bytes)
  }

  forget(reader: Reader): void {
    this.#bytes -= this.#waiting.get(reader) ?? 0
    this.#waiting.delete(reader)
  }

  #change(reader: Reader, bytes: number): void {
    this.#bytes += bytes
    const waiting = (this.#waiting.get(reader) ?? 0) + bytes
    if (waiting === 0) this.#waiting.delete(reader)
    else this.#waiting.set(reader, waiting)
  }
}
