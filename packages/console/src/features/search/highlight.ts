export type HighlightPart = { text: string; hit: boolean }

/** A snippet cut where one of the words looked for stands, whatever its case. */
export function highlight(snippet: string, q: string): HighlightPart[] {
  const words = q
    .split(/\s+/u)
    .filter(Boolean)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  if (words.length === 0) return [{ text: snippet, hit: false }]
  return snippet
    .split(new RegExp(`(${words.join('|')})`, 'giu'))
    .map((text, index) => ({ text, hit: index % 2 === 1 }))
    .filter(({ text }) => text !== '')
}
