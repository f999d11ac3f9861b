import type { Party } from '../seed.ts'

/** What a load generator is told. */
export type LoadPlan = {
  /** `echo`: each party is a connection to the bare echo. */
  to: 'desk' | 'echo'
  origin: string
  /** 2k and 2k+1 talk with each other. */
  parties: readonly Party[]
  /** `closed`: each keeps so many in flight. `open`: so many a second over all, whatever comes back; timed from when each was due. */
  pace: { kind: 'closed'; inFlight: number } | { kind: 'open'; perSecond: number }
  warmUpMs: number
  measureMs: number
  /** How long what is still out is waited for at the end. */
  drainMs: number
  body: string
  /** What is said here is timed apart. */
  asideConversationId: string | null
}

export type Times = { count: number; p50: number; p99: number; max: number }

export type LoadResult = {
  /** Delivered within the measured time, a second. */
  perSecond: number
  delivered: number
  acknowledgedMs: Times
  deliveredMs: Times
  asideMs: Times
  /** Of the whole run. */
  sent: number
  lost: number
  doubled: number
  refused: number
  /** Of the generator itself, microseconds a message. */
  generatorUs: number
}

/** From the generator to who measures. */
export type LoadWord = { word: 'measuring' } | { word: 'measured' } | { word: 'done'; result: LoadResult } | { word: 'failed'; why: string }

export function timesOf(values: readonly number[]): Times {
  const sorted = Float64Array.from(values).sort()
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) }
}
