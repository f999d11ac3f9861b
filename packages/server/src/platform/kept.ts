import { LRUCache } from 'lru-cache'

/** What rarely changes and is asked all the time: read once in so long a time for all who ask. */
export type Kept = <T extends object>(name: string, read: () => Promise<T>) => Promise<T>

const MOST = 100

export function keepFor(ms: number): Kept {
  const held = new LRUCache<string, object>({ max: MOST, ttl: ms })
  return async <T extends object>(name: string, read: () => Promise<T>): Promise<T> => {
    const before = held.get(name)
    if (before !== undefined) return before as T // under this name only what its reader gave
    const value = await read()
    held.set(name, value)
    return value
  }
}

/** For who must see what is written this moment. */
export const keepNothing: Kept = (_name, read) => read()
