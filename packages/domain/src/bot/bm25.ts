/**
 * Full-text ranking by BM25 (Robertson and Zaragoza, 2009) over fields of different weight. A score is divided by what the
 * question would score against itself, so that scores of different questions can be compared: 0 = no word in common.
 */
import { packPostings, type Postings } from './postings.ts'

export type Bm25Field = { readonly terms: readonly string[]; readonly weight: number }
export type Bm25 = { scores(terms: readonly string[]): Float64Array }

/** Plain data: each term with the documents it stands in, and how long each document is. */
export type LearnedBm25 = { readonly terms: readonly string[]; readonly postings: Postings; readonly lengths: Float64Array }

const SATURATION = 1.2
const LENGTH_SHARE = 0.9

export function learnBm25(documents: readonly (readonly Bm25Field[])[]): LearnedBm25 {
  const counts = documents.map((fields) => {
    const count = new Map<string, number>()
    for (const { terms, weight } of fields) for (const term of terms) count.set(term, (count.get(term) ?? 0) + weight)
    return count
  })
  const rows = new Map<string, [document: number, count: number][]>()
  counts.forEach((count, document) => {
    for (const [term, times] of count) {
      const row = rows.get(term)
      if (row === undefined) rows.set(term, [[document, times]])
      else row.push([document, times])
    }
  })
  const lengths = Float64Array.from(counts, (count) => [...count.values()].reduce((sum, value) => sum + value, 0))
  return { terms: [...rows.keys()], postings: packPostings([...rows.values()]), lengths }
}

export function openBm25({ terms: known, postings: { starts, places, values }, lengths }: LearnedBm25): Bm25 {
  const rows = new Map(known.map((term, row) => [term, row]))
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length)
  return {
    scores(terms) {
      const scores = new Float64Array(lengths.length)
      let own = 0
      for (const term of new Set(terms)) {
        const row = rows.get(term)
        const [from, to] = row === undefined ? [0, 0] : [starts[row] ?? 0, starts[row + 1] ?? 0]
        const weight = Math.log(1 + (lengths.length - (to - from) + 0.5) / (to - from + 0.5))
        own += weight * (SATURATION + 1)
        for (let at = from; at < to; at += 1) {
          const document = places[at] ?? 0
          const times = values[at] ?? 0
          const norm = SATURATION * (1 - LENGTH_SHARE + (LENGTH_SHARE * (lengths[document] ?? 0)) / mean)
          scores[document] = (scores[document] ?? 0) + (weight * times * (SATURATION + 1)) / (times + norm)
        }
      }
      return own === 0 ? scores : scores.map((score) => score / own)
    },
  }
}
