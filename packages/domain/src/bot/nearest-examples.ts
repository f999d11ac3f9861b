/** How like a question is to the examples of each topic: the cosine to the nearest two, the second counting less. */
import { packPostings, type Postings } from './postings.ts'
import type { SparseVector } from './vector-space.ts'

export type LearnedExamples = {
  /** By feature: in which examples, how much. */
  readonly postings: Postings
  readonly lengths: Float64Array
  /** The topic of each example, by number. */
  readonly labels: Int32Array
}

const NEAREST = 0.6
const SECOND_NEAREST = 0.4

export function learnExamples(vectors: readonly SparseVector[], labels: Int32Array, size: number): LearnedExamples {
  const rows: [number, number][][] = Array.from({ length: size }, () => [])
  vectors.forEach((vector, row) => vector.ids.forEach((id, at) => rows[id]?.push([row, vector.values[at] ?? 0])))
  const lengths = Float64Array.from(vectors, (vector) => Math.sqrt(vector.values.reduce((sum, value) => sum + value * value, 0)))
  return { postings: packPostings(rows), lengths, labels }
}

/** @returns by topic, 0 to 1 */
export function likeness({ postings: { starts, places, values }, lengths, labels }: LearnedExamples, topics: number, vector: SparseVector): Float64Array {
  const dots = new Float64Array(lengths.length)
  vector.ids.forEach((id, at) => {
    const value = vector.values[at] ?? 0
    for (let k = starts[id] ?? 0; k < (starts[id + 1] ?? 0); k += 1) dots[places[k] ?? 0] = (dots[places[k] ?? 0] ?? 0) + value * (values[k] ?? 0)
  })
  const nearest = new Float64Array(topics)
  const second = new Float64Array(topics)
  dots.forEach((dot, row) => {
    const cosine = dot / (lengths[row] || 1)
    const topic = labels[row] ?? 0
    if (cosine > (nearest[topic] ?? 0)) {
      second[topic] = nearest[topic] ?? 0
      nearest[topic] = cosine
    } else if (cosine > (second[topic] ?? 0)) second[topic] = cosine
  })
  return nearest.map((best, topic) => NEAREST * best + SECOND_NEAREST * (second[topic] ?? 0))
}
