/**
 * The outbox on the device: one record an item, so that two tabs of the same person never overwrite each other's.
 * Both may send the same item; its id makes that the same as once.
 */
import type { Keep } from '../net/keep.ts'
import { toKeep, type Outbox, type OutboxItem } from '../state/outbox.ts'

const prefixOf = (owner: string): string => `outbox:${owner}:`

/** @returns what waits for this person, in the order it was done */
export function readOutbox(keep: Keep, owner: string): Outbox {
  const items: OutboxItem[] = []
  for (const key of keep.keys(prefixOf(owner))) {
    const text = keep.read(key)
    if (text !== null) items.push(JSON.parse(text) as OutboxItem) // written by saveOutbox alone
  }
  return items.sort((a, b) => (a.at < b.at ? -1 : 1))
}

/** Write what changed between two states of the outbox; nothing of another tab's is touched. */
export function saveOutbox(keep: Keep, owner: string, before: Outbox, after: Outbox): void {
  const kept = toKeep(after)
  const held = new Map(toKeep(before).map((item) => [item.clientId, JSON.stringify(item)]))
  for (const item of kept) {
    const text = JSON.stringify(item)
    if (held.get(item.clientId) !== text) keep.write(prefixOf(owner) + item.clientId, text)
    held.delete(item.clientId)
  }
  for (const clientId of held.keys()) keep.remove(prefixOf(owner) + clientId)
}

/** What a visitor had waiting is the customer's after signing in. */
export function moveOutbox(keep: Keep, from: string, to: string): void {
  for (const key of keep.keys(prefixOf(from))) {
    const text = keep.read(key)
    if (text !== null) keep.write(prefixOf(to) + key.slice(prefixOf(from).length), text)
    keep.remove(key)
  }
}
