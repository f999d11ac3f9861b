import type { KeyValue } from './storage.ts'

const KEY = 'yingda.reloaded'
const AGAIN_AFTER_MS = 60_000

/**
 * A piece of this page can no longer be fetched: a newer version was put in place while it stood open. A fresh start
 * brings the new one, and drafts and unsent messages are kept; once a minute at most, so that a broken server does not
 * make the page turn in circles.
 */
export function reloadForNewVersion(storage: KeyValue, reload: () => void, nowMs = Date.now()): void {
  if (nowMs - Number(storage.get(KEY) ?? 0) < AGAIN_AFTER_MS) return
  storage.set(KEY, String(nowMs))
  reload()
}
