/** Words never wait for a file: sent while one is still on its way, they go ahead, and it follows as a message of its own. */
import type { Desk } from '../desk/desk.ts'
import type { Upload } from '../desk/state.ts'
import { bubbleOf } from '../state/outbox.ts'

const isOnItsWay = ({ status }: Upload): boolean => status === 'waiting' || status === 'uploading'

export function followWords({ store, talk }: Desk): void {
  let before = store.get().outbox
  /** What follows is being sent: it takes nothing along that was chosen since. */
  let goes = false

  /** What is on its way when words are sent belongs to them. */
  function mark(): void {
    const { outbox, uploads } = store.get()
    if (outbox === before) return
    const known = new Set(before.map(({ clientId }) => clientId))
    before = outbox
    if (goes) return
    for (const { thread } of outbox.filter((item) => !known.has(item.clientId) && bubbleOf(item) !== null)) {
      const rows = uploads[thread] ?? []
      if (rows.some((row) => isOnItsWay(row) && row.follows !== true))
        store.set({ uploads: { ...store.get().uploads, [thread]: rows.map((row) => (isOnItsWay(row) ? { ...row, follows: true } : row)) } })
    }
  }

  /** All that belong to the same words go together. */
  function go(): void {
    for (const [thread, rows] of Object.entries(store.get().uploads)) {
      const following = rows.filter(({ follows }) => follows === true)
      if (following.some(isOnItsWay) || !following.some(({ status }) => status === 'done')) continue
      goes = true
      talk.say(thread, '')
      goes = false
    }
  }

  store.subscribe(() => {
    mark()
    go()
  })
}
