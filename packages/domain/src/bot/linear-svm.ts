/**
 * One-against-the-rest linear support vector machines (L2 loss), trained by dual coordinate descent: Hsieh et al.,
 * "A dual coordinate descent method for large-scale linear SVM" (2008). Deterministic: the same rows give the same machine.
 */
import type { SparseVector } from './vector-space.ts'

/** What was learned: weights feature by feature (a question touches one run of memory a feature), one bias a class. */
export type LinearMachines = { readonly weights: Float32Array; readonly bias: Float64Array }

type Training = { vectors: readonly SparseVector[]; labels: Int32Array; classes: number; features: number; cost: number }

/** More passes change no answer worth naming (measured) and cost as much again. */
const MAX_PASSES = 4
const TOLERANCE = 0.2

/** A small generator of its own (mulberry32), so that shuffling does not depend on the machine it runs on. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

function shuffle(order: Int32Array, random: () => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1))
    const kept = order[at] ?? 0
    order[at] = order[other] ?? 0
    order[other] = kept
  }
}

/** Some seconds of work for some thousand examples: not for a thread that others wait for. */
export function trainLinearSvm({ vectors, labels, classes, features, cost }: Training): LinearMachines {
  const weights = new Float32Array(features * classes)
  const bias = new Float64Array(classes)
  const squares = Float64Array.from(vectors, (vector) => vector.values.reduce((sum, value) => sum + value * value, 1))
  const diagonal = 1 / (2 * cost)
  const one = new Float64Array(features)
  for (let label = 0; label < classes; label += 1) {
    one.fill(0)
    let offset = 0
    const alphas = new Float64Array(vectors.length)
    let active = Int32Array.from(vectors, (_, at) => at)
    const random = seeded(label + 1)
    let bound = Number.POSITIVE_INFINITY
    for (let pass = 0; pass < MAX_PASSES; pass += 1) {
      shuffle(active, random)
      let largest = 0
      let kept = 0
      for (const row of active) {
        const vector = vectors[row]
        if (vector === undefined) continue
        const { ids, values } = vector
        const sign = labels[row] === label ? 1 : -1
        let dot = offset
        for (let at = 0; at < ids.length; at += 1) dot += (one[ids[at] ?? 0] ?? 0) * (values[at] ?? 0)
        const before = alphas[row] ?? 0
        const gradient = sign * dot - 1 + diagonal * before
        // far on its own side and never needed: the later passes leave it out
        if (before === 0 && gradient > bound) continue
        active[kept++] = row
        const after = Math.max(before - gradient / ((squares[row] ?? 1) + diagonal), 0)
        largest = Math.max(largest, before === 0 ? -gradient : Math.abs(gradient))
        const step = (after - before) * sign
        if (step === 0) continue
        alphas[row] = after
        offset += step
        for (let at = 0; at < ids.length; at += 1) {
          const id = ids[at] ?? 0
          one[id] = (one[id] ?? 0) + step * (values[at] ?? 0)
        }
      }
      active = active.subarray(0, kept)
      if (largest < TOLERANCE) break
      bound = Math.max(largest, TOLERANCE)
    }
    for (let id = 0; id < features; id += 1) weights[id * classes + label] = one[id] ?? 0
    bias[label] = offset
  }
  return { weights, bias }
}

/** How far the vector stands on each class's side. */
export function machineScores({ weights, bias }: LinearMachines, { ids, values }: SparseVector): Float64Array {
  const scores = Float64Array.from(bias)
  const classes = bias.length
  for (let at = 0; at < ids.length; at += 1) {
    const start = (ids[at] ?? 0) * classes
    const value = values[at] ?? 0
    for (let label = 0; label < classes; label += 1) scores[label] = (scores[label] ?? 0) + value * (weights[start + label] ?? 0)
  }
  return scores
}
