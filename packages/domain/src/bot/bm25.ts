/**
 * Full-text ranking by BM25 (Robertson and Zaragoza, 2009) over fields of different weight. A score is divided by what the
 * question would score against itself, so that scores of different questions can be compared: 0 = no word in common.
 */

export type Bm25Field = { readonly terms: readonly string[]; readonly weight: number }
export type Bm25 = { scores(terms: readonly string[]): Float64Array }

const SATURATION = 1.2
const LENGTH_SHARE = 0.9

export function buildBm25(documents: readonly (readonly Bm25Field[])[]): Bm25 {
  const counts = documents.map((fields) => {
    const count = new Map<string, number>()
    for (const { terms, weight } of fields) for (const term of terms) count.set(term, (count.get(term) ?? 0) + weight)
    return count
  })
  const lengths = counts.map((count) => [...count.values()].reduce((sum, value) => sum + value, 0))
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length)
  const rows = new Map<string, [document: number, count: number][]>()
  counts.forEach((count, document) => {
    for (const [term, times] of count) {
      const row = rows.get(term)
      if (row === undefined) rows.set(term, [[document, times]])
      else row.push([document, times])
    }
  })
  const rarity = (term: string): number => {
    const having = rows.get(term)?.length ?? 0
    return Math.log(1 + (documents.length - having + 0.5) / (having + 0.5))
  }
  return {
    scores(terms) {
      const scores = new Float64Array(documents.length)
      let own = 0
      for (const term of new Set(terms)) {
        const weight = rarity(term)
        own += weight * (SATURATION + 1)
        for (const [document, times] of rows.get(term) ?? []) {
          const norm = SATURATION * (1 - LENGTH_SHARE + (LENGTH_SHARE * (lengths[document] ?? 0)) / mean)
          scores[document] = (scores[document] ?? 0) + (weight * times * (SATURATION + 1)) / (times + norm)
        }
      }
      return own === 0 ? scores : scores.map((score) => score / own)
    },
  }
}
