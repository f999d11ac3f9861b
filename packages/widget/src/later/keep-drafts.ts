/**
 * Half-written words survive a reload: phones drop a page that is out of sight, as when somebody looks up the order number in
 * another app. Kept on the device, each person's apart, until they are sent, taken back, or a day old.
 */
import type { Desk } from '../desk/desk.ts'
import { isNewThread } from '../state/outbox.ts'

type Kept = { readonly text: string; readonly atMs: number }
type Drafts = { /** What was half written here before the page was loaded anew. */ restore(thread: string): void }

/** As long as the files that were chosen with them. */
const KEPT_MS = 20 * 60 * 60 * 1000
const PREFIX = 'draft:'
const made = new WeakMap<Desk, Drafts>()

export function draftsOf(desk: Desk): Drafts {
  const known = made.get(desk)
  if (known !== undefined) return known
  const drafts = keepDrafts(desk)
  made.set(desk, drafts)
  return drafts
}

function keepDrafts({ store, talk, owner, world: { keep, now } }: Desk): Drafts {
  /** Where the words of each conversation lie: their owner, or the conversation's id, may change. */
  const keptAt = new Map<string, string>()
  let before = store.get().drafts

  // Written by `write` alone.
  const read = (key: string): Kept | null => JSON.parse(keep.read(key) ?? 'null') as Kept | null
  const write = (key: string, text: string) => keep.write(key, JSON.stringify({ text, atMs: now() } satisfies Kept))
  for (const key of keep.keys(PREFIX)) if (now() - (read(key)?.atMs ?? 0) > KEPT_MS) keep.remove(key)

  /** A conversation that has not begun has no lasting name but its question. */
  function keyFor(thread: string, whose = owner()): string {
    const fresh = isNewThread(thread) && !talk.hasBegun(thread) ? store.get().fresh[thread] : undefined
    return `${PREFIX}${whose}:${fresh?.questionType ?? thread}`
  }

  function save(thread: string, text: string): void {
    const was = keptAt.get(thread)
    const key = text === '' ? undefined : keyFor(thread)
    if (was !== undefined && was !== key) keep.remove(was)
    keptAt.delete(thread)
    if (key === undefined) return
    keptAt.set(thread, key)
    write(key, text)
  }

  store.subscribe(() => {
    const { drafts } = store.get()
    if (drafts === before) return
    const former = before
    before = drafts
    for (const thread of new Set([...Object.keys(former), ...Object.keys(drafts)])) {
      const text = drafts[thread] ?? ''
      if (text !== (former[thread] ?? '')) save(thread, text)
    }
  })

  return {
    restore(thread) {
      if ((store.get().drafts[thread] ?? '') !== '') return
      // The visitor's are the customer's after signing in, as messages and files are.
      for (const key of [keyFor(thread), keyFor(thread, 'visitor')]) {
        const kept = read(key)
        if (kept === null) continue
        keptAt.set(thread, key)
        return talk.draft(thread, kept.text)
      }
    },
  }
}
