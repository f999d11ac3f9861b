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
  readonly onAccepted: (item: OutboxItem, conversationId: string) => void
  readonly timers: Timers
  readonly random: () => number
}

const NOT_NOW: ReadonlySet<number> = new Set([401, 408, 425, 429])
/** Refused, but not for good: the server is busy or the token has to be fetched again. */
export const isPassing = (error: unknown): boolean => !(error instanceof Refusal) || error.status >= 500 || NOT_NOW.has(error.status)

export function createSender({ read, write, perform, online, onAccepted, timers, random }: SenderOptions) {
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
      onAccepted(item, conversationId)
    } catch (error) {
      if (sentFor !== owner) return
      if (isPassing(error)) return later(item)
      // isPassing let through Refusals alone.
      const { code, message } = error as Refusal
      write(refused(read(), item.clientId, { code, message }))
    }
    pump()
  }

  function later(item: OutboxItem): void {
    write(unanswered(read(), item.clientId))
    again = timers.set(pump, backoffMs(item.tries, random))
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
