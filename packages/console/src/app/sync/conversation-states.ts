import type { ConversationState } from '@yingda/protocol/realtime.ts'

/** Delivered, read, typing and online of others, as last told. Unknown while not connected, so then it is empty. */
export class ConversationStates {
  readonly #states = new Map<string, ConversationState>()
  readonly #listeners = new Set<() => void>()

  readonly of = (conversationId: string): ConversationState | null => this.#states.get(conversationId) ?? null
  readonly listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  set(conversationId: string, state: ConversationState): void {
    this.#states.set(conversationId, state)
    this.#tell()
  }

  /** The connection went: nobody can be said to type or be online, while marks stay true as far as they went. */
  forgetPresence(): void {
    for (const [id, state] of this.#states) {
      this.#states.set(id, {
        ...state,
        customer: { ...state.customer, typing: false, online: false },
        agents: { ...state.agents, typing: false, online: false },
        colleagues: [],
      })
    }
    this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}
