/** Files that were chosen and not yet sent survive a reload: what the state holds is kept on the device, and brought back from it. */
import type { Desk } from '../desk/desk.ts'
import type { DeskState, Upload } from '../desk/state.ts'
import { isNewThread } from '../state/outbox.ts'
import { createFileShelf, type KeptFile } from './file-shelf.ts'

type Held = { readonly thread: string; readonly upload: Upload; readonly person: number }
const heldIn = ({ uploads, person }: DeskState): ReadonlyMap<string, Held> =>
  new Map(Object.entries(uploads).flatMap(([thread, rows]) => rows.map((upload) => [upload.id, { thread, upload, person }])))
/** How far an upload has come is not worth keeping. */
const isSame = (a: Held, b: Held): boolean =>
  a.thread === b.thread &&
  a.person === b.person &&
  a.upload.attachment === b.upload.attachment &&
  a.upload.refusal === b.upload.refusal &&
  a.upload.follows === b.upload.follows

/**
 * @param fileOf the bytes of an upload that is not at the desk yet
 * @returns brings back what this person had chosen in this conversation; `take` is given each of them
 */
export function keepUploads({ store, talk, owner, world: { now } }: Desk, fileOf: (id: string) => Blob | null) {
  const shelf = createFileShelf(now)
  let before = heldIn(store.get())
  store.subscribe(() => {
    const held = heldIn(store.get())
    for (const [id, each] of held) {
      const was = before.get(id)
      if (was === undefined || !isSame(was, each)) void shelf.put(recordOf(each))
      if (was === undefined) void claim(id)
    }
    for (const id of before.keys()) if (!held.has(id)) void shelf.remove(id)
    before = held
  })

  function recordOf({ thread, upload }: Held): KeptFile {
    const { id, attachment, refusal } = upload
    const status = attachment !== null ? 'done' : refusal !== null ? 'failed' : 'waiting'
    return { id, owner: owner(), thread, keptAtMs: now(), upload: { ...upload, status, sentBytes: 0 }, file: attachment === null ? fileOf(id) : null }
  }

  /** The visitor's are the customer's after signing in, as messages are. */
  const isMine = (kept: KeptFile): boolean => kept.owner === owner() || kept.owner === 'visitor'
  /** What was chosen for a conversation that never began goes with the next one that begins. */
  const isFor = (thread: string, kept: KeptFile): boolean =>
    kept.thread === thread ||
    (!talk.hasBegun(thread) && isNewThread(kept.thread) && !talk.hasBegun(kept.thread) && store.get().fresh[kept.thread] === undefined)

  return async (thread: string, take: (kept: KeptFile) => void): Promise<void> => {
    for (const kept of await shelf.all()) {
      if (isMine(kept) && isFor(thread, kept) && !before.has(kept.id) && (await claim(kept.id)) && !before.has(kept.id)) take(kept)
    }
  }
}

const mine = new Set<string>()
/** Two tabs never hold the same file: whoever has it keeps a lock on it as long as the page lives. */
async function claim(id: string): Promise<boolean> {
  if (mine.has(id) || !('locks' in navigator)) return true
  return new Promise<boolean>((resolve) => {
    void navigator.locks.request(`yingda:file:${id}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null)
      if (lock === null) return undefined
      mine.add(id)
      return new Promise<never>(() => undefined)
    })
  })
}
