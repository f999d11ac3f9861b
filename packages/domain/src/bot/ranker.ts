/**
 * Ranks topics for a question from example questions alone: support vector machines over all examples, and the
 * likeness to the nearest two examples of each topic. Their sum tells more than either; how far the best stands before
 * the second tells whether to trust it.
 */
import { machineScores, trainLinearSvm, type LinearMachines } from './linear-svm.ts'
import { learnExamples, likeness, type LearnedExamples } from './nearest-examples.ts'
import { learnVectorSpace, openVectorSpace, type FeatureGroups, type LearnedSpace } from './vector-space.ts'

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

/** Plain data, so that it can be kept and handed to another thread. */
export type LearnedRanker = {
  readonly topics: readonly string[]
  readonly space: LearnedSpace
  readonly machines: LinearMachines
  readonly examples: LearnedExamples
}

/** Some seconds of work: not for a thread that others wait for. */
export function learnRanker(examples: readonly Example[], settings: RankerSettings): LearnedRanker {
  const topics = [...new Set(examples.map((example) => example.topic))]
  const topicAt = new Map(topics.map((topic, at) => [topic, at]))
  const groups = examples.map(({ text }) => settings.featuresOf(text))
  const learned = learnVectorSpace(groups, settings.scales)
  const space = openVectorSpace(learned)
  const vectors = groups.map(space.vectorOf)
  const labels = Int32Array.from(examples, (example) => topicAt.get(example.topic) ?? 0)
  const size = learned.features.length
  const machines = trainLinearSvm({ vectors, labels, classes: topics.length, features: size, cost: settings.cost })
  return { topics, space: learned, machines, examples: learnExamples(vectors, labels, size) }
}

/** What was learned, ready to be asked. */
export function openRanker({ topics, machines, examples, space: learned }: LearnedRanker, settings: RankerSettings): Ranker {
  const space = openVectorSpace(learned)
  return {
    rank(text, { limit = 4, favour = () => 0 } = {}) {
      const vector = space.vectorOf(settings.featuresOf(text))
      const scores = machineScores(machines, vector)
      const like = likeness(examples, topics.length, vector)
      const ranked = topics.map((topic, at) => ({ topic, score: (scores[at] ?? 0) + settings.likeness * (like[at] ?? 0) + favour(topic) }))
      return ranked.sort((a, b) => b.score - a.score).slice(0, limit)
    },
  }
}
