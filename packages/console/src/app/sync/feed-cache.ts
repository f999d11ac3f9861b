import type { ConversationFeed } from './conversation-feed.ts'

const KEPT = 20

/** The threads opened last, so that going back to one shows it at once. Only the one shown is followed. */
export class FeedCache {
  readonly #make: (conversationId: string) => ConversationFeed
  readonly #feeds = new Map<string, ConversationFeed>()

  constructor(make: (conversationId: string) => ConversationFeed) {
    this.#make = make
  }

  get(conversationId: string): ConversationFeed {
    const feed = this.#feeds.get(conversationId) ?? this.#make(conversationId)
    this.#feeds.delete(conversationId)
    this.#feeds.set(conversationId, feed)
    const oldest = this.#feeds.keys().next().value
    if (this.#feeds.size > KEPT && oldest !== undefined) {
      this.#feeds.get(oldest)?.close()
      this.#feeds.delete(oldest)
    }
    return feed
  }

  /** Reads what the shown threads may have missed; used while the socket cannot tell. */
  catchUp(): void {
    for (const feed of this.#feeds.values()) if (feed.isOpen) void feed.catchUp()
  }

  /** This conversation changed by a command of our own. */
  catchUpOne(conversationId: string): void {
    const feed = this.#feeds.get(conversationId)
    if (feed?.isOpen) void feed.catchUp()
  }
}
