import { Refused } from '../../platform/refused.ts'

export type UploadRoom = { enter(uploaderId: string): Disposable }

/**
 * How many files may be arriving in this process at once: each stands in memory, up to 10 MB. `each` keeps one person
 * with slow uploads from taking all places.
 */
export function openUploadRoom({ all = 40, each = 4 }: { all?: number; each?: number } = {}): UploadRoom {
  const inside = new Map<string, number>()
  let total = 0
  return {
    /** @throws Refused `request.too_many` | `server.busy` */
    enter(uploaderId) {
      const own = inside.get(uploaderId) ?? 0
      if (own >= each) throw new Refused('request.too_many', { retryAfterSeconds: 5 })
      if (total >= all) throw new Refused('server.busy', { retryAfterSeconds: 5 })
      inside.set(uploaderId, own + 1)
      total += 1
      return {
        [Symbol.dispose]() {
          total -= 1
          const left = (inside.get(uploaderId) ?? 1) - 1
          if (left === 0) inside.delete(uploaderId)
          else inside.set(uploaderId, left)
        },
      }
    },
  }
}
