/** What this browser remembers. Storage may be full, blocked or missing: remembering is then skipped, never an error. */
export type KeyValue = {
  get(key: string): string | null
  set(key: string, value: string): void
  remove(key: string): void
  keys(): string[]
}

export const memoryStorage = (): KeyValue => {
  const values = new Map<string, string>()
  return {
    get: (key) => values.get(key) ?? null,
    set: (key, value) => void values.set(key, value),
    remove: (key) => void values.delete(key),
    keys: () => [...values.keys()],
  }
}

export const browserStorage = (): KeyValue => {
  const quietly = <T>(work: () => T, otherwise: T): T => {
    try {
      return work()
    } catch {
      return otherwise
    }
  }
  return {
    get: (key) => quietly(() => localStorage.getItem(key), null),
    set: (key, value) => quietly(() => localStorage.setItem(key, value), undefined),
    remove: (key) => quietly(() => localStorage.removeItem(key), undefined),
    keys: () => quietly(() => Object.keys(localStorage), []),
  }
}

/** JSON from storage, or the fallback when it is missing, broken or not what was expected. */
export function readJson<T>(storage: KeyValue, key: string, isExpected: (value: unknown) => value is T, fallback: T): T {
  const text = storage.get(key)
  if (text === null) return fallback
  try {
    const value: unknown = JSON.parse(text)
    return isExpected(value) ? value : fallback
  } catch {
    return fallback
  }
}
