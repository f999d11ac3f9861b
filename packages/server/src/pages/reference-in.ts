/**
 * The conversation that somebody names, as people write and say its number: `C-10001`, `c10001`, `C 10001`, `#C-10001`, full-width,
 * or the digits alone. Null where it is none.
 */
export function referenceIn(q: string): string | null {
  const [, digits] = /^#?\s*(?:c\s*[-\u2010-\u2015]?\s*(?=\d)|(?=\d{5}))(\d+)$/i.exec(q.normalize('NFKC').trim()) ?? []
  return digits === undefined ? null : `C-${digits}`
}

/** Shorter, it would be the end of many. */
const SHORTEST_ORDER_END = 4

/** The end of an order number, as customers tell it, gaps left out; null where it can be none. */
export function orderEndIn(q: string): string | null {
  const text = q.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
  return text.length >= SHORTEST_ORDER_END && /^[A-Z0-9]*\d[A-Z0-9]*$/.test(text) ? text : null
}
