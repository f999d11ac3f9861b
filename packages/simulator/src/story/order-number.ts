import { localParts } from './clock.ts'

/** A small fixed hash (FNV-1a, 32 bit): the same text gives the same number for ever. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return hash
}

/** Numbers in [0, 1), always the same for the same seed (mulberry32). */
export function seeded(seed: string): () => number {
  let state = hashOf(seed)
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** An order number as merchants print it: date, time, serial; `2026 1120 1403 0088 214`. The serial comes from the id. */
export function orderNumber(id: string, createdAt: Date, timeZone: string): string {
  const { year, month, day, hour, minute } = localParts(createdAt, timeZone)
  const two = (value: number) => String(value).padStart(2, '0')
  const serial = String(hashOf(id) % 10_000_000).padStart(7, '0')
  return `${year} ${two(month)}${two(day)} ${two(hour)}${two(minute)} ${serial.slice(0, 4)} ${serial.slice(4)}`
}
