import type { ShortcutId } from './shortcuts.ts'

type Handler = () => void

/**
 * Who answers a shortcut: the one that came last, so that an open panel answers before the page below it. A fallback
 * answers only when nobody else does, whenever it came.
 */
export class ShortcutBus {
  readonly #handlers = new Map<ShortcutId, Handler[]>()

  on(id: ShortcutId, handler: Handler, rank: 'usual' | 'fallback' = 'usual'): () => void {
    const held = this.#handlers.get(id) ?? []
    this.#handlers.set(id, rank === 'fallback' ? [handler, ...held] : [...held, handler])
    return () =>
      this.#handlers.set(
        id,
        (this.#handlers.get(id) ?? []).filter((other) => other !== handler),
      )
  }

  /** True when somebody answered. */
  fire(id: ShortcutId): boolean {
    const handler = this.#handlers.get(id)?.at(-1)
    handler?.()
    return handler !== undefined
  }
}

export const shortcutBus = new ShortcutBus()
