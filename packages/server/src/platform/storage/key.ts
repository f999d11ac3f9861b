const KEY = /^[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)*$/

/** Keys are ids with a suffix. Anything else is a bug, and one that could leave the folder. */
export function checkKey(key: string): string {
  if (key.length > 100 || !KEY.test(key)) throw new Error(`not a storage key: ${JSON.stringify(key.slice(0, 120))}`)
  return key
}
