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
  /** Too many ask just now: the same goes again by itself at this instant. Null: that is over, or it was something else. */
  readonly onCrowded: (againAtMs: number | null) => void
  readonly onAccepted: (item: OutboxItem, conversationId: string) => void
  readonly timers: Timers
  readonly now: () => number
  readonly random: () => number
}

const NOT_NOW: ReadonlySet<number> = new Set([401, 408, 425, 429])
/** Refused, but not for good: the server is busy or the token has to be fetched again. */
export const isPassing = (error: unknown): boolean => !(error instanceof Refusal) || error.status >= 500 || NOT_NOW.has(error.status)

/** When to come back, where too many ask; null where it is something else. */
export const crowdedForMs = (error: unknown): number | null =>
  error instanceof Refusal && error.code === 'server.overloaded' ? 1000 * (error.afterSeconds ?? 0) : null

export function createSender({ read, write, perform, online, onCrowded, onAccepted, timers, now, random }: SenderOptions) {
  let again: number | null = null
  /** Whose outbox it is may change while an item is on its way; its answer is then nobody's. */
  let owner = 0

  function pump(): void {
    if (again !== null) timers.clear(again)
    again = null
    const item = online() ? nextToSend(read()) : null
    if (item !== null) void send(item, owner)
  }

  async function send(item: OutboxItem, sentFor: number): Promise<void> {
    write(sending(read(), item.clientId))
    try {
      const { conversationId } = await perform(item)
      if (sentFor !== owner) return
      write(accepted(read(), item.clientId, conversationId))
      onCrowded(null)
      onAccepted(item, conversationId)
    } catch (error) {
      if (sentFor !== owner) return
      if (isPassing(error)) return later(item, crowdedForMs(error))
      // isPassing let through Refusals alone.
      const { code, message } = error as Refusal
      write(refused(read(), item.clientId, { code, message }))
    }
    pump()
  }

  function later(item: OutboxItem, crowdedMs: number | null): void {
    const afterMs = Math.max(crowdedMs ?? 0, backoffMs(item.tries, random))
    write(unanswered(read(), item.clientId))
    onCrowded(crowdedMs === null ? null : now() + afterMs)
    again = timers.set(pump, afterMs)
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
