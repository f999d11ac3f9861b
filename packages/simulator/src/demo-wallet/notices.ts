/** What the desk pushed for each customer: kept until it was seen, and handed at once to whoever is looking. */
export type Notice = { id: string; externalId: string; conversationId: string; from: string; preview: string; at: string }

type Listener = (notice: Notice) => void

export type NoticeBoard = {
  /** @returns false when this id was posted before; then nothing happens */
  post: (notice: Notice) => boolean
  /** Oldest first; with `afterId`, only those posted after that one (all, when it is no longer kept). */
  unseen: (externalId: string, afterId?: string) => Notice[]
  markSeen: (externalId: string) => void
  listen: (externalId: string, listener: Listener) => () => void
}

const IDS_REMEMBERED = 10_000
const KEPT_PER_CUSTOMER = 5

export function noticeBoard(): NoticeBoard {
  const known = new Set<string>()
  const kept = new Map<string, Notice[]>()
  const listeners = new Map<string, Set<Listener>>()

  const remember = (id: string) => {
    known.add(id)
    const [oldest] = known
    if (known.size > IDS_REMEMBERED && oldest !== undefined) known.delete(oldest)
  }

  return {
    post: (notice) => {
      if (known.has(notice.id)) return false
      remember(notice.id)
      kept.set(notice.externalId, [...(kept.get(notice.externalId) ?? []), notice].slice(-KEPT_PER_CUSTOMER))
      for (const listener of listeners.get(notice.externalId) ?? []) listener(notice)
      return true
    },
    unseen: (externalId, afterId) => {
      const list = kept.get(externalId) ?? []
      return list.slice(list.findIndex((notice) => notice.id === afterId) + 1)
    },
    markSeen: (externalId) => void kept.delete(externalId),
    listen: (externalId, listener) => {
      const own = listeners.get(externalId) ?? new Set()
      listeners.set(externalId, own.add(listener))
      return () => {
        own.delete(listener)
        if (own.size === 0) listeners.delete(externalId)
      }
    },
  }
}
