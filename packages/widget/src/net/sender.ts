/**
 * Empties the outbox, one item at a time and in order. An answer settles an item; silence keeps it first in line and
 * tries again, later and later, under the same id.
 */
import { accepted, nextToSend, refused, sending, unanswered, type Outbox, type OutboxItem } from '../state/outbox.ts'
import { backoffMs } from './backoff.ts'
import type { Timers } from './timers.ts'
import { Refusal } from './wire.ts'

export type SenderOptions = {
  readonly read: () => Outbox
  readonly write: (outbox: Outbox) => void
  /** Do it. Resolves with the conversation it went into; throws `Refusal`, or anything else when no answer came. */
  readonly perform: (item: OutboxItem) => Promise<{ conversationId: string }>
  readonly online: () => boolean
  /** Why the first in line is put off, and when it goes again by itself. Both null: that is over, or it was something else. */
  readonly onPutOff: (putOff: PutOff) => void
  /** It was turned down for good. */
  readonly onRefused: (item: OutboxItem, refusal: Refusal) => void
  readonly onAccepted: (item: OutboxItem, conversationId: string) => void
  readonly timers: Timers
  readonly now: () => number
  readonly random: () => number
}

/** Instants. `crowdedUntil`: too many people ask just now; `limitedUntil`: this one has done very much in a short time. */
export type PutOff = { readonly crowdedUntil: number | null; readonly limitedUntil: number | null }

const NOT_NOW: ReadonlySet<number> = new Set([401, 408, 425, 429])
/** What is longer than this to wait for is told as refused: nobody watches a line that long, and it would hold up all behind it. */
const WAITED_OUT_SECONDS = 120
/** Refused, but not for good: the server is busy or the token has to be fetched again. A wallet that is away may be so for long. */
export const isPassing = (error: unknown): boolean =>
  !(error instanceof Refusal) ||
  (error.code !== 'wallet.unavailable' && (error.status >= 500 || (NOT_NOW.has(error.status) && (error.afterSeconds ?? 0) <= WAITED_OUT_SECONDS)))

/** When to come back, where too many ask; null where it is something else. */
export const crowdedForMs = (error: unknown): number | null =>
  error instanceof Refusal && error.code === 'server.overloaded' ? 1000 * (error.afterSeconds ?? 0) : null

/** When the same person may go on, who did too much in a short time; null where it is something else. */
const limitedForMs = (error: unknown): number | null => (error instanceof Refusal && error.status === 429 ? 1000 * (error.afterSeconds ?? 0) : null)

export function createSender({ read, write, perform, online, onPutOff, onRefused, onAccepted, timers, now, random }: SenderOptions) {
  let timer: number | null = null
  /** Whose outbox it is may change while an item is on its way; its answer is then nobody's. */
  let owner = 0

  function pump(): void {
    if (timer !== null) timers.clear(timer)
    timer = null
    const item = online() ? nextToSend(read()) : null
    if (item !== null) void send(item, owner)
  }

  async function send(item: OutboxItem, sentFor: number): Promise<void> {
    write(sending(read(), item.clientId))
    try {
      const { conversationId } = await perform(item)
      if (sentFor !== owner) return
      write(accepted(read(), item.clientId, conversationId))
      onPutOff({ crowdedUntil: null, limitedUntil: null })
      onAccepted(item, conversationId)
    } catch (error) {
      if (sentFor !== owner) return
      if (isPassing(error)) return later(item, error)
      // isPassing let through Refusals alone.
      const refusal = error as Refusal
      write(refused(read(), item.clientId, { code: refusal.code, message: refusal.message }))
      onRefused(item, refusal)
    }
    pump()
  }

  function later(item: OutboxItem, error: unknown): void {
    const [crowdedMs, limitedMs] = [crowdedForMs(error), limitedForMs(error)]
    const afterMs = Math.max(crowdedMs ?? 0, limitedMs ?? 0, backoffMs(item.tries, random))
    write(unanswered(read(), item.clientId))
    const again = (why: number | null) => (why === null ? null : now() + afterMs)
    onPutOff({ crowdedUntil: again(crowdedMs), limitedUntil: again(limitedMs) })
    timer = timers.set(pump, afterMs)
  }

  return {
    pump,
    /** The outbox was exchanged for another person's. */
    changeOwner() {
      owner += 1
      pump()
    },
  }
}
