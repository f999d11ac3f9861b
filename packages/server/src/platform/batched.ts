/**
 * Merge what waits into one transaction. A commit costs far more than a row, so the hot commands take an array; callers
 * still see one call and one answer. The next batch runs when the last has committed: no timer.
 */
import type { Actor } from './actor.ts'
import { Progress } from './admission/progress.ts'
import { retryAfter } from './admission/retry-after.ts'
import { onNoErrand } from './admission/work.ts'
import type { CommandContext, RunCommand } from './command.ts'
import { isConnectionLost } from './db/connection-lost.ts'
import { isNotNow, Refused } from './refused.ts'

export type BatchItem<I> = { readonly actor: Actor; readonly input: I }
/** `held`: somebody else has the lock; the item goes to the next batch. */
export type BatchAnswer<O> = { ok: O } | { error: unknown } | 'held'
/**
 * A command over many items. With `wait` false it takes its locks with `skip locked` and answers `held` where it could
 * not; with `wait` true it waits for them. With `trusting` true it may leave to the database to refuse what hardly ever
 * happens: when the batch fails of it, it runs again and looks first.
 */
export type BatchCommand<I, O> = (ctx: CommandContext, items: readonly BatchItem<I>[], how: How) => Promise<BatchAnswer<O>[]>
export type How = { wait: boolean; trusting?: boolean }

type Waiting<I, O> = BatchItem<I> & { key: string; sinceMs: number; tries: number; resolve(value: O): void; reject(error: unknown): void }

export type Batched<I, O> = ((actor: Actor, input: I) => Promise<O>) & {
  /** Items not answered yet. */
  waiting(): number
  /** How long the first that is in no batch yet has been waiting for one. */
  oldestMs(): number
  /** Items wait, and no batch ends: the database does not answer. */
  isStuck(): boolean
  /** To be called ten times a second. */
  look(): void
}

type Line = {
  /** Beyond so many unanswered items none is taken in. */
  most?: number
  /** Of so large a share of `most` the rest is kept for staff. */
  shareOfCustomers?: number
}

const MAX_BATCH = 1000
const MOST_WAITING = 20_000
const SHARE_OF_CUSTOMERS = 0.8
const TRIES_BEFORE_OWN_TRANSACTION = 3

/**
 * @param keyOf what an item locks; order is kept among items of one key
 * @returns one call, one answer; resolves only after the item's transaction has committed. A lost database rejects what
 *   is in hand, and whether it was written is unknown: commands that are batched bear being called again.
 */
export function batched<I, O>(run: RunCommand, command: BatchCommand<I, O>, keyOf: (input: I) => string, line: Line = {}): Batched<I, O> {
  const { most = MOST_WAITING, shareOfCustomers = SHARE_OF_CUSTOMERS } = line
  let unanswered = 0
  const progress = new Progress()
  let queue: Waiting<I, O>[] = []
  let busy = false
  /** Keys that are being worked off in a transaction of their own; later items of the key wait behind. */
  const apart = new Map<string, Waiting<I, O>[]>()

  const runBatch = (items: readonly Waiting<I, O>[], how: How): Promise<BatchAnswer<O>[]> =>
    // Every item carries its own actor; the batch itself runs as the system.
    run({ kind: 'system' }, (ctx) => command(ctx, items, how))

  const answer = (item: Waiting<I, O>, result: BatchAnswer<O> | undefined): void => {
    if (result === undefined || result === 'held') item.reject(new Error('a batch command left an item unanswered'))
    else if ('ok' in result) item.resolve(result.ok)
    else item.reject(result.error)
  }

  const rejectAll = (items: readonly Waiting<I, O>[], error: unknown): void => {
    for (const item of items) item.reject(error)
  }

  /**
   * One poisoned row must refuse alone: what fails unexpectedly although everything was looked at runs again by halves, in order.
   *
   * @returns what is held; of a key that is held nothing later is written
   */
  const runHalving = async (items: readonly Waiting<I, O>[], { wait, trusting = false }: How): Promise<Waiting<I, O>[]> => {
    try {
      const answers = await runBatch(items, { wait, trusting })
      const isHeld = (index: number): boolean => !wait && answers[index] === 'held'
      items.forEach((item, index) => isHeld(index) || answer(item, answers[index]))
      return items.filter((_, index) => isHeld(index))
    } catch (error) {
      const isWorthTrying = !isConnectionLost(error) && !isNotNow(error)
      if (trusting && isWorthTrying) return runHalving(items, { wait })
      if (items.length > 1 && isWorthTrying) return runHalves(items, { wait })
      rejectAll(items, error)
      return []
    }
  }

  const runHalves = async (items: readonly Waiting<I, O>[], how: How): Promise<Waiting<I, O>[]> => {
    const middle = items.length >> 1
    const held = await runHalving(items.slice(0, middle), how)
    const keys = new Set(held.map(({ key }) => key))
    const rest = items.slice(middle)
    const free = rest.filter(({ key }) => !keys.has(key))
    return [...held, ...rest.filter(({ key }) => keys.has(key)), ...(free.length === 0 ? [] : await runHalving(free, how))]
  }

  const runApart = async (key: string): Promise<void> => {
    for (let items = apart.get(key) ?? []; items.length > 0; items = apart.get(key) ?? []) {
      apart.set(key, [])
      for (const item of items) await runHalving([item], { wait: true })
    }
    apart.delete(key)
  }

  const takeBatch = (): Waiting<I, O>[] => {
    if (queue.length > MAX_BATCH) queue = staffFirst(queue)
    const batch = queue.slice(0, MAX_BATCH)
    queue = queue.slice(MAX_BATCH)
    return batch.filter((item) => {
      const line = apart.get(item.key)
      line?.push(item)
      return line === undefined
    })
  }

  const putBack = (held: readonly Waiting<I, O>[]): void => {
    const tooOften = new Set(held.filter((item) => (item.tries += 1) >= TRIES_BEFORE_OWN_TRANSACTION).map((item) => item.key))
    for (const key of tooOften)
      apart.set(
        key,
        held.filter((item) => item.key === key),
      )
    for (const key of tooOften) void runApart(key)
    queue = [...held.filter((item) => !tooOften.has(item.key)), ...queue]
  }

  const flush = async (): Promise<void> => {
    for (let batch = takeBatch(); batch.length > 0 || queue.length > 0; batch = takeBatch()) {
      if (batch.length === 0) continue
      const held = await runHalving(batch, { wait: false, trusting: true })
      if (held.length === batch.length) await new Promise((resolve) => setTimeout(resolve, 2))
      putBack(held)
      progress.moved()
    }
    busy = false
  }

  const hasRoomFor = (actor: Actor): boolean => unanswered < (actor.kind === 'customer' ? most * shareOfCustomers : most)
  const oldestMs = (): number => (queue.length === 0 ? 0 : performance.now() - queue.reduce((first, { sinceMs }) => Math.min(first, sinceMs), Infinity))

  const call = (actor: Actor, input: I): Promise<O> => {
    if (!hasRoomFor(actor)) return Promise.reject(new Refused('server.overloaded', { retryAfterSeconds: retryAfter(0) }))
    unanswered += 1
    return new Promise<O>((resolve, reject) => {
      queue.push({ actor, input, key: keyOf(input), sinceMs: performance.now(), tries: 0, resolve, reject })
      if (busy) return
      busy = true
      // One batch serves many: it is on nobody's errand.
      onNoErrand(() => setImmediate(() => void flush()))
    }).finally(() => (unanswered -= 1))
  }
  return Object.assign(call, {
    waiting: () => unanswered,
    oldestMs,
    isStuck: () => progress.isStuck,
    look: () => progress.look(queue.length > 0),
  })
}

/** Where not all go into the next batch, those wait who may: what staff say goes first, and each side keeps its order. */
function staffFirst<T extends { actor: Actor }>(items: readonly T[]): T[] {
  const isStaff = ({ actor }: T): boolean => actor.kind !== 'customer'
  return [...items.filter(isStaff), ...items.filter((item) => !isStaff(item))]
}
