/**
 * Ranks topics for a question from example questions alone: support vector machines over all examples, and the
 * likeness to the nearest two examples of each topic. Their sum tells more than either; how far the best stands before
 * the second tells whether to trust it.
 */
import { trainLinearSvm } from './linear-svm.ts'
import { buildVectorSpace, type FeatureGroups, type SparseVector } from './vector-space.ts'

export type Example = { readonly topic: string; readonly text: string }
export type Ranked = { readonly topic: string; readonly score: number }
export type Ranker = {
  /** Best first, at most `limit`. Scores: about 1 = like an example, below −0.5 = like nothing known. */
  rank(text: string, options?: { limit?: number; favour?: (topic: string) => number }): Ranked[]
}

export type RankerSettings = {
  featuresOf(text: string): FeatureGroups
  scales: readonly number[]
  cost: number
  /** Weight of the likeness beside the machines. */
  likeness: number
}

/** Examples read before others get their turn. */
const BETWEEN_YIELDS = 50
const NEAREST = 0.6
const SECOND_NEAREST = 0.4

/** Yields often, so that a server can answer others while it learns. */
export function* buildRanker(examples: readonly Example[], settings: RankerSettings): Generator<void, Ranker> {
  const topics = [...new Set(examples.map((example) => example.topic))]
  const topicAt = new Map(topics.map((topic, at) => [topic, at]))
  const groups: FeatureGroups[] = []
  for (const [at, example] of examples.entries()) {
    groups.push(settings.featuresOf(example.text))
    if (at % BETWEEN_YIELDS === 0) yield
  }
  const space = buildVectorSpace(groups, settings.scales)
  yield
  const vectors: SparseVector[] = []
  for (const [at, group] of groups.entries()) {
    vectors.push(space.vectorOf(group))
    if (at % BETWEEN_YIELDS === 0) yield
  }
  const labels = Int32Array.from(examples, (example) => topicAt.get(example.topic) ?? 0)
  yield
  const machines = yield* trainLinearSvm({ vectors, labels, classes: topics.length, features: space.size, cost: settings.cost })
  const likenessOf = nearestExamples(vectors, labels, topics.length, space.size)

  return {
    rank(text, { limit = 4, favour = () => 0 } = {}) {
      const vector = space.vectorOf(settings.featuresOf(text))
      const scores = machines.scores(vector)
      const likeness = likenessOf(vector)
      const ranked = topics.map((topic, at) => ({ topic, score: (scores[at] ?? 0) + settings.likeness * (likeness[at] ?? 0) + favour(topic) }))
      return ranked.sort((a, b) => b.score - a.score).slice(0, limit)
    },
  }
}

function nearestExamples(vectors: readonly SparseVector[], labels: Int32Array, topics: number, size: number): (vector: SparseVector) => Float64Array {
  const rows: number[][] = Array.from({ length: size }, () => [])
  const values: number[][] = Array.from({ length: size }, () => [])
  const lengths = Float64Array.from(vectors, (vector) => Math.sqrt(vector.values.reduce((sum, value) => sum + value * value, 0)))
  vectors.forEach((vector, row) => {
    vector.ids.forEach((id, at) => {
      rows[id]?.push(row)
      values[id]?.push(vector.values[at] ?? 0)
    })
  })
  return (vector) => {
    const dots = new Float64Array(vectors.length)
    vector.ids.forEach((id, at) => {
      const value = vector.values[at] ?? 0
      const row = rows[id] ?? []
      const weight = values[id] ?? []
      for (let k = 0; k < row.length; k += 1) dots[row[k] ?? 0] = (dots[row[k] ?? 0] ?? 0) + value * (weight[k] ?? 0)
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
}
