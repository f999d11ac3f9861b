/** What is still to come, the soonest first: a binary heap. */
export type ToCome<T> = { add(seconds: number, what: T): void; next(): { seconds: number; what: T } | undefined }

export function toCome<T>(): ToCome<T> {
  const heap: { seconds: number; what: T }[] = []
  const isBefore = (one: number, other: number): boolean => (heap[one]?.seconds ?? Infinity) < (heap[other]?.seconds ?? Infinity)
  const swap = (one: number, other: number): void => {
    const [a, b] = [heap[one], heap[other]]
    if (a === undefined || b === undefined) return
    heap[one] = b
    heap[other] = a
  }
  return {
    add(seconds, what) {
      if (seconds === Infinity) return
      let at = heap.push({ seconds, what }) - 1
      for (let above = (at - 1) >> 1; at > 0 && isBefore(at, above); above = (at - 1) >> 1) {
        swap(at, above)
        at = above
      }
    },
    next() {
      swap(0, heap.length - 1)
      const first = heap.pop()
      for (let at = 0; ; ) {
        const [left, right] = [2 * at + 1, 2 * at + 2]
        const below = isBefore(right, left) ? right : left
        if (!isBefore(below, at)) return first
        swap(at, below)
        at = below
      }
    },
  }
}
