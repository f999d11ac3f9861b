/**
 * Texts as sparse vectors: each feature group is weighed by (1 + ln tf) · idf, brought to length one and then scaled,
 * so that many small features of one kind do not drown the few of another. Everything is arrays of numbers: a question
 * is one pass over its own features.
 */

/** Feature groups of one text, in a fixed order: how often each feature occurs. */
export type FeatureGroups = readonly ReadonlyMap<string, number>[]

export type SparseVector = { readonly ids: Int32Array; readonly values: Float32Array }

/** What is learned of a space: its features, each at the place of its id, and how rare each is. */
export type LearnedSpace = {
  readonly features: readonly string[]
  readonly idf: Float32Array
  /** The weight of a feature that no text had. */
  readonly unseen: number
  /** One number a group; the vector's length is one whatever they are. */
  readonly scales: readonly number[]
}

export type VectorSpace = {
  vectorOf(groups: FeatureGroups): SparseVector
}

/** @param scales see LearnedSpace */
export function learnVectorSpace(texts: readonly FeatureGroups[], scales: readonly number[]): LearnedSpace {
  const ids = new Map<string, number>()
  const documentCounts: number[] = []
  for (const groups of texts) {
    groups.forEach((group, at) => {
      for (const feature of group.keys()) {
        const key = `${at}${feature}`
        const known = ids.get(key)
        if (known === undefined) {
          ids.set(key, documentCounts.length)
          documentCounts.push(1)
        } else documentCounts[known] = (documentCounts[known] ?? 0) + 1
      }
    })
  }
  const idf = Float32Array.from(documentCounts, (count) => Math.log((1 + texts.length) / (1 + count)) + 0.5)
  return { features: [...ids.keys()], idf, unseen: Math.log(1 + texts.length), scales }
}

export function openVectorSpace({ features, idf, unseen, scales }: LearnedSpace): VectorSpace {
  const ids = new Map(features.map((feature, id) => [feature, id]))
  return {
    vectorOf(groups) {
      const found: [id: number, value: number][] = []
      groups.forEach((group, at) => {
        const part: [number, number][] = []
        let squares = 0
        for (const [feature, count] of group) {
          const id = ids.get(`${at}${feature}`)
          // what the space has never seen still counts for the length: a mostly strange question stays short
          const value = (1 + Math.log(count)) * (id === undefined ? unseen : (idf[id] ?? 0))
          squares += value * value
          if (id !== undefined) part.push([id, value])
        }
        const scale = squares === 0 ? 0 : (scales[at] ?? 1) / Math.sqrt(squares)
        for (const [id, value] of part) found.push([id, value * scale])
      })
      found.sort((a, b) => a[0] - b[0])
      const length = Math.sqrt(scales.reduce((sum, scale) => sum + scale * scale, 0))
      return { ids: Int32Array.from(found, ([id]) => id), values: Float32Array.from(found, ([, value]) => value / length) }
    },
  }
}
