import { Refused } from '../refused.ts'
import { Progress } from './progress.ts'
import { retryAfter } from './retry-after.ts'
import { WORKS, type Errand, type Work } from './work.ts'

type Waiter = { work: Work; sinceMs: number; resolve(): void; reject(error: unknown): void }
type Patience = Readonly<Record<Work, number>>

/** How long one stands in line before one is told that one will not be served. */
const PATIENCE_MS: Patience = { kept: 30_000, answer: 12_000, running: 8_000, beginning: 4_000, reading: 2_000 }

const rankOf = (errand: Errand | null): number => 2 * WORKS.indexOf(errand?.work ?? 'kept') + (errand?.begun === false ? 1 : 0)

type Options = { places: number; most?: number; patienceMs?: Patience; nowMs?: () => number }

/**
 * So many places, and a line before them in the order of what a request is worth; within one worth, what has begun goes
 * first, then who came first. At most `most` stand in line: then who came last of the least worth makes room.
 */
export class Line {
  readonly #places: number
  readonly #most: number
  readonly #patienceMs: Patience
  readonly #nowMs: () => number
  readonly #waiting: Waiter[][] = WORKS.flatMap(() => [[], []])
  #inUse = 0
  readonly #progress = new Progress()

  constructor({ places, most = 1000, patienceMs = PATIENCE_MS, nowMs = () => performance.now() }: Options) {
    this.#places = places
    this.#most = most
    this.#patienceMs = patienceMs
    this.#nowMs = nowMs
  }

  /** Resolves when it has a place; each is given back by `leave`. @throws Refused `server.overloaded` | `server.busy` */
  async enter(errand: Errand | null): Promise<void> {
    if (this.#inUse < this.#places) this.#inUse += 1
    else await this.#standInLine(errand)
    if (errand !== null) errand.begun = true
  }

  leave(): void {
    this.#progress.moved()
    const next = this.#waiting.find((line) => line.length > 0)?.shift()
    if (next === undefined) this.#inUse -= 1
    else next.resolve()
  }

  #standInLine(errand: Errand | null): Promise<void> {
    const work = errand?.work ?? 'kept'
    const rank = rankOf(errand)
    const line = this.#waiting[rank] ?? []
    const inLine = this.waiting()
    if (work !== 'kept' && inLine >= this.#most && !this.#makeRoomFor(rank)) throw this.#no(work)
    return new Promise((resolve, reject) => {
      const stop = (then: () => void) => () => {
        clearTimeout(tired)
        then()
      }
      const waiter: Waiter = { work, sinceMs: this.#nowMs(), resolve: stop(resolve), reject: (error) => stop(() => reject(error))() }
      const tired = setTimeout(() => {
        line.splice(line.indexOf(waiter), 1)
        reject(this.#no(work))
      }, this.#patienceMs[work]).unref()
      line.push(waiter)
    })
  }

  /** @returns whether somebody who is worth less had to go */
  #makeRoomFor(rank: number): boolean {
    const least = this.#waiting.findLastIndex((line) => line.length > 0)
    const last = least > rank ? this.#waiting[least]?.pop() : undefined
    last?.reject(this.#no(last.work))
    return last !== undefined
  }

  /** Where nobody gets on at all it is not the many who ask. */
  isStuck(): boolean {
    return this.#progress.isStuck
  }

  /** To be called ten times a second. */
  look(): void {
    this.#progress.look(this.waiting() > 0)
  }

  #no(work: Work): Refused {
    return new Refused(this.isStuck() ? 'server.busy' : 'server.overloaded', { retryAfterSeconds: retryAfter(this.oldestMs(work)) })
  }

  /** How many stand in line: all, or those of one worth. */
  waiting(work?: Work): number {
    return this.#waiting.reduce((sum, line, rank) => sum + (work === undefined || WORKS[rank >> 1] === work ? line.length : 0), 0)
  }

  /** How long the first of those stands that are served no later than `work`. */
  oldestMs(work: Work): number {
    const upTo = 2 * WORKS.indexOf(work) + 1
    const since = this.#waiting.slice(0, upTo + 1).flatMap((line) => line[0]?.sinceMs ?? [])
    return since.length === 0 ? 0 : this.#nowMs() - Math.min(...since)
  }
}
