import type { Connection, Subscription } from './connection.ts'

/** Who looks at which stream, on this node. */
export class Subscriptions {
  readonly byStream = new Map<string, Set<Subscription>>()

  /** A socket that closed while it was being answered looks at nothing: nobody would ever take it off again. */
  add(subscription: Subscription): void {
    if (!subscription.connection.isOpen) return
    this.remove(subscription.connection, subscription.stream)
    subscription.connection.subscriptions.set(subscription.stream, subscription)
    const looking = this.byStream.get(subscription.streamId) ?? new Set()
    this.byStream.set(subscription.streamId, looking.add(subscription))
  }

  remove(connection: Connection, stream: string): void {
    const subscription = connection.subscriptions.get(stream)
    if (subscription === undefined) return
    connection.subscriptions.delete(stream)
    const looking = this.byStream.get(subscription.streamId)
    looking?.delete(subscription)
    if (looking?.size === 0) this.byStream.delete(subscription.streamId)
  }

  removeAll(connection: Connection): void {
    for (const stream of Array.from(connection.subscriptions.keys())) this.remove(connection, stream)
  }

  /** Whether any subscription to a stream is such a one. */
  some(streamId: string, isSuch: (one: Subscription) => boolean): boolean {
    for (const one of this.byStream.get(streamId) ?? []) if (isSuch(one)) return true
    return false
  }

  /** Live subscriptions to a stream. */
  live(streamId: string): Subscription[] {
    return [...(this.byStream.get(streamId) ?? [])].filter((subscription) => subscription.live)
  }
}
