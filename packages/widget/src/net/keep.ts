/** The device's own memory. Where storage is forbidden (private windows, embedded frames) it lasts as long as the page. */
export type Keep = {
  read(key: string): string | null
  write(key: string, value: string): void
  remove(key: string): void
  keys(prefix: string): readonly string[]
}

const PREFIX = 'yingda:'

export function memoryKeep(values = new Map<string, string>()): Keep {
  return {
    read: (key) => values.get(key) ?? null,
    write: (key, value) => void values.set(key, value),
    remove: (key) => void values.delete(key),
    keys: (prefix) => [...values.keys()].filter((key) => key.startsWith(prefix)),
  }
}

/** @param open reached for inside, since merely naming `localStorage` throws where it is forbidden */
export function deviceKeep(open: () => Storage): Keep {
  const memory = memoryKeep()
  const attempt = <T>(use: (storage: Storage) => T, otherwise: T): T => {
    try {
      return use(open())
    } catch {
      return otherwise
    }
  }
  return {
    read: (key) => memory.read(key) ?? attempt((storage) => storage.getItem(PREFIX + key), null),
    write(key, value) {
      const isKept = attempt((storage) => {
        storage.setItem(PREFIX + key, value)
        return true
      }, false)
      if (!isKept) memory.write(key, value)
    },
    remove(key) {
      memory.remove(key)
      attempt((storage) => storage.removeItem(PREFIX + key), undefined)
    },
    keys: (prefix) => [
      ...memory.keys(prefix),
      ...attempt((storage) => Object.keys(storage), []).flatMap((key) => (key.startsWith(PREFIX + prefix) ? [key.slice(PREFIX.length)] : [])),
    ],
  }
}
