/** Files on their way to the desk, per conversation: checked here for the customer's sake, checked again by the server for safety. */
import type { AttachmentView } from '@yingda/protocol/entries/views.ts'
import type { Desk } from '../desk/desk.ts'
import { postFile } from './post-file.ts'
import { Refusal } from '../net/wire.ts'
import type { Upload } from '../desk/state.ts'

const MOST_BYTES = 10 * 1024 * 1024
const MOST_FILES = 10
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

function createUploads({ store, token, world: { base, newId } }: Desk) {
  const files = new Map<string, { file: Blob; giveUp: AbortController }>()

  const listOf = (thread: string): readonly Upload[] => store.get().uploads[thread] ?? []
  const putList = (thread: string, uploads: readonly Upload[]) => store.set({ uploads: { ...store.get().uploads, [thread]: uploads } })
  const change = (thread: string, id: string, to: Partial<Upload>) =>
    putList(
      thread,
      listOf(thread).map((upload) => (upload.id === id ? { ...upload, ...to } : upload)),
    )

  async function send(thread: string, { id, name }: Upload): Promise<void> {
    const held = files.get(id)
    if (held === undefined) return
    if (!store.get().online) return change(thread, id, { status: 'waiting', refusal: null })
    change(thread, id, { status: 'uploading', sentBytes: 0, refusal: null })
    try {
      const { attachment } = await postFile<{ attachment: AttachmentView }>({
        url: `${base}/api/customer/attachments`,
        token: await token(),
        language: store.get().language,
        file: held.file,
        name,
        signal: held.giveUp.signal,
        onProgress: (sentBytes) => change(thread, id, { sentBytes }),
      })
      files.delete(id)
      change(thread, id, { status: 'done', attachment })
    } catch (error) {
      const refusal = error instanceof Refusal && error.status < 500 ? error.message : null
      change(thread, id, { status: !store.get().online ? 'waiting' : 'failed', refusal })
    }
  }

  /** Nobody reaches files before the words for them are there. */
  const wordsNow = () => store.get().more

  let online = store.get().online
  store.subscribe(() => {
    const state = store.get()
    // Whose files they were is gone: so are the files.
    if (files.size > 0) {
      const kept = new Set(Object.values(state.uploads).flatMap((uploads) => uploads.map(({ id }) => id)))
      for (const id of files.keys()) if (!kept.has(id)) drop(id)
    }
    if (state.online === online) return
    online = state.online
    if (online)
      for (const [thread, uploads] of Object.entries(state.uploads)) for (const upload of uploads) if (upload.status === 'waiting') void send(thread, upload)
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
        putList(thread, [...listOf(thread), upload])
        files.set(upload.id, { file, giveUp: new AbortController() })
        void send(thread, upload)
      }
    },
    retry(thread: string, id: string): void {
      const upload = listOf(thread).find((each) => each.id === id)
      if (upload !== undefined) void send(thread, upload)
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
