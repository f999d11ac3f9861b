/** Files on their way to the desk, per conversation: checked here for the customer's sake, checked again by the server for safety. */
import type { AttachmentView } from '@yingda/protocol/entries/views.ts'
import type { Desk } from '../desk/desk.ts'
import { Refusal } from '../net/wire.ts'
import { isReached, type Upload } from '../desk/state.ts'
import { backoffMs } from '../net/backoff.ts'
import { isPassing } from '../net/sender.ts'
import { followWords } from './follow-words.ts'
import { keepUploads } from './keep-uploads.ts'
import { postFile } from './post-file.ts'

const MOST_BYTES = 10 * 1024 * 1024
const MOST_FILES = 10
/** The desk takes four of one person at a time and turns the fifth away when all of it has been sent: paid for, and for nothing. */
const AT_ONCE = 3
/** Phones often give HEIC pictures no type at all, so the ending counts as well. */
const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  heic: 'image/heic',
  heif: 'image/heif',
  pdf: 'application/pdf',
}
export const ACCEPTED_FILES = '.png,.jpg,.jpeg,.heic,.heif,.pdf,image/png,image/jpeg,image/heic,image/heif,application/pdf'

export const mediaTypeOf = ({ name, type }: { name: string; type: string }): string | null => {
  if (Object.values(TYPES).includes(type)) return type
  return type === '' || type === 'application/octet-stream' ? (TYPES[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? null) : null
}

export type Uploads = ReturnType<typeof createUploads>
const made = new WeakMap<Desk, Uploads>()
export function uploadsOf(desk: Desk): Uploads {
  const known = made.get(desk)
  if (known !== undefined) return known
  const uploads = createUploads(desk)
  made.set(desk, uploads)
  return uploads
}

function createUploads(desk: Desk) {
  const {
    store,
    token,
    world: { base, newId, timers, random },
  } = desk
  const files = new Map<string, { file: Blob; giveUp: AbortController; tries: number }>()
  /** The desk did not take the token: the next attempt brings a new one. */
  let isTokenStale = false
  /** Those that found no answer, each until its next try. */
  const resting = new Set<string>()
  const restore = keepUploads(desk, (id) => files.get(id)?.file ?? null)
  followWords(desk)

  const listOf = (thread: string): readonly Upload[] => store.get().uploads[thread] ?? []
  const putList = (thread: string, uploads: readonly Upload[]) => store.set({ uploads: { ...store.get().uploads, [thread]: uploads } })
  /** Wherever it stands: a conversation may get its number while its files are on their way. */
  const change = (id: string, to: Partial<Upload>) =>
    store.set({
      uploads: Object.fromEntries(
        Object.entries(store.get().uploads).map(([thread, rows]) => [thread, rows.map((upload) => (upload.id === id ? { ...upload, ...to } : upload))]),
      ),
    })

  /** Without an answer it waits and is sent again by itself; only a refusal has failed. */
  async function send({ id, name }: Upload): Promise<void> {
    const held = files.get(id)
    if (held === undefined) return
    if (!store.get().online || all().filter(({ status }) => status === 'uploading').length >= AT_ONCE) return change(id, { status: 'waiting', refusal: null })
    change(id, { status: 'uploading', sentBytes: 0, refusal: null })
    try {
      const { attachment } = await postFile<{ attachment: AttachmentView }>({
        url: `${base}/api/customer/attachments`,
        token: await token({ fresh: isTokenStale }),
        language: store.get().language,
        file: held.file,
        name,
        signal: held.giveUp.signal,
        onProgress: (sentBytes) => change(id, { sentBytes }),
      })
      isTokenStale = false
      files.delete(id)
      change(id, { status: 'done', attachment })
    } catch (error) {
      // isPassing let through Refusals alone.
      if (!isPassing(error)) return change(id, { status: 'failed', refusal: (error as Refusal).message })
      isTokenStale = error instanceof Refusal && error.status === 401
      change(id, { status: 'waiting' })
      resting.add(id)
      timers.set(
        () => {
          resting.delete(id)
          sendWaiting(id)
        },
        backoffMs(held.tries, random),
      )
      held.tries += 1
    } finally {
      sendNext()
    }
  }

  function sendNext(): void {
    const next = all().find(({ id, status }) => status === 'waiting' && !resting.has(id))
    if (next !== undefined) void send(next)
  }

  const all = (): readonly Upload[] => Object.values(store.get().uploads).flat()
  /** @param only this one; else all that wait */
  function sendWaiting(only?: string): void {
    for (const upload of all()) if (upload.status === 'waiting' && (only ?? upload.id) === upload.id) void send(upload)
  }

  /** Nobody reaches files before the words for them are there. */
  const wordsNow = () => store.get().more

  const canSend = () => store.get().online && isReached(store.get())
  let could = canSend()
  store.subscribe(() => {
    // Whose files they were is gone: so are the files.
    if (files.size > 0) {
      const kept = new Set(all().map(({ id }) => id))
      for (const id of files.keys()) if (!kept.has(id)) drop(id)
    }
    const can = canSend()
    if (can === could) return
    could = can
    if (can) sendWaiting()
  })

  function drop(id: string): void {
    files.get(id)?.giveUp.abort()
    files.delete(id)
  }

  return {
    add(thread: string, chosen: readonly File[]): void {
      const words = wordsNow()
      for (const file of chosen) {
        const mediaType = mediaTypeOf(file)
        const problem =
          mediaType === null
            ? words?.fileNotAllowed
            : file.size > MOST_BYTES
              ? words?.fileTooLarge
              : listOf(thread).length >= MOST_FILES
                ? words?.fileTooMany
                : undefined
        if (problem !== undefined || mediaType === null) {
          store.set({ problem: problem ?? null })
          continue
        }
        const upload: Upload = {
          id: newId(),
          name: file.name,
          mediaType,
          sizeBytes: file.size,
          sentBytes: 0,
          status: 'waiting',
          attachment: null,
          refusal: null,
        }
        files.set(upload.id, { file, giveUp: new AbortController(), tries: 0 })
        putList(thread, [...listOf(thread), upload])
        void send(upload)
      }
    },
    /** What was chosen here before the page was loaded anew. */
    restore: (thread: string): Promise<void> =>
      restore(thread, ({ upload, file }) => {
        if (file !== null) files.set(upload.id, { file, giveUp: new AbortController(), tries: 0 })
        else if (upload.attachment === null) return
        putList(thread, [...listOf(thread), upload])
        if (upload.status === 'waiting') void send(upload)
      }),
    retry(thread: string, id: string): void {
      const upload = listOf(thread).find((each) => each.id === id)
      if (upload !== undefined) void send(upload)
    },
    remove(thread: string, id: string): void {
      drop(id)
      putList(
        thread,
        listOf(thread).filter((upload) => upload.id !== id),
      )
    },
  }
}
