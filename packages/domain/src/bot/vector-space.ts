/**
 * Texts as sparse vectors: each feature group is weighed by (1 + ln tf) · idf, brought to length one and then scaled,
 * so that many small features of one kind do not drown the few of another. Everything is arrays of numbers: a question
 * is one pass over its own features.
 */

/** Feature groups of one text, in a fixed order: how often each feature occurs. */
export type FeatureGroups = readonly ReadonlyMap<string, number>[]

export type SparseVector = { readonly ids: Int32Array; readonly values: Float32Array }

export type VectorSpace = {
  readonly size: number
  vectorOf(groups: FeatureGroups): SparseVector
  /** Share of the text's idf weight that the space has seen at all, 0 to 1: how much of a question is known ground. */
  knownShare(groups: FeatureGroups): number
}

/** @param scales one number a group; the vector's length is one whatever they are */
export function buildVectorSpace(texts: readonly FeatureGroups[], scales: readonly number[]): VectorSpace {
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
  const unseen = Math.log(1 + texts.length)
  const idf = Float32Array.from(documentCounts, (count) => Math.log((1 + texts.length) / (1 + count)) + 0.5)

  return {
    size: idf.length,
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
    knownShare(groups) {
      const group = groups[0] ?? new Map<string, number>()
      let known = 0
      let all = 0
      for (const feature of group.keys()) {
        const id = ids.get(`0${feature}`)
        const weight = id === undefined ? unseen : (idf[id] ?? 0)
        all += weight
        if (id !== undefined) known += weight
      }
      return all === 0 ? 0 : known / all
    },
  }
}
