/**
 * Chance that is the same at every look: what is thrown for somebody depends on who he is and on which play it is, so
 * that an estimate changes when the line does, and not by itself.
 */

/** Between 0 and 1, both excluded. */
export function thrown(key: number, play: number): number {
  let mixed = Math.imul(key, 0x9e3779b1) ^ Math.imul(play + 1, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b)
  return (((mixed ^ (mixed >>> 16)) >>> 0) + 0.5) / 4294967296
}

/** A whole number for a name, by FNV-1a. */
export function keyOf(name: string): number {
  let key = 0x811c9dc5
  for (let at = 0; at < name.length; at += 1) key = Math.imul(key ^ name.charCodeAt(at), 0x01000193)
  return key
}

/** How long until something happens that comes so often: exponential. */
export const untilNext = (perSecond: number, chance: number): number => (perSecond <= 0 ? Infinity : -Math.log(chance) / perSecond)

/** Standard normal, by Box and Muller. */
export const normal = (one: number, other: number): number => Math.sqrt(-2 * Math.log(one)) * Math.cos(2 * Math.PI * other)
