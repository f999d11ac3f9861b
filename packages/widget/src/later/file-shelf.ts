/**
 * Files on the device, for those that were chosen and not sent yet. Bounded in size and age. Where the device forbids
 * it (private windows, embedded frames) nothing is kept, and the file lasts as long as the page.
 */
import type { Upload } from '../desk/state.ts'

export type KeptFile = {
  readonly id: string
  readonly owner: string
  readonly thread: string
  readonly keptAtMs: number
  readonly upload: Upload
  /** Null once the desk has it. */
  readonly file: Blob | null
}
export type FileShelf = ReturnType<typeof createFileShelf>

const MOST_BYTES = 40 * 1024 * 1024
/** The desk discards after a day what was uploaded and never sent; nothing is offered that it no longer has. */
const KEPT_MS = 20 * 60 * 60 * 1000
const NAME = 'yingda'
const STORE = 'files'

export function createFileShelf(now: () => number) {
  let last: Promise<unknown> = Promise.resolve()
  /** One after the other, so that a file is never put back behind its removal. */
  const inOrder = <T>(act: () => Promise<T>, otherwise: T): Promise<T> => {
    const done = last.then(act).catch(() => otherwise)
    last = done
    return done
  }

  /** What is kept, the oldest first; what is too old goes. */
  async function read(): Promise<readonly KeptFile[]> {
    const kept = await within<KeptFile[]>('readonly', (store) => store.getAll()) // written by `put` alone
    const isOld = ({ keptAtMs }: KeptFile) => now() - keptAtMs > KEPT_MS
    for (const { id } of kept.filter(isOld)) await within('readwrite', (store) => store.delete(id))
    return kept.filter((each) => !isOld(each)).sort((a, b) => a.keptAtMs - b.keptAtMs)
  }

  return {
    all: () => inOrder(read, []),
    /** Kept, unless the device holds enough already. */
    put: (file: KeptFile) =>
      inOrder(async () => {
        const others = (await read()).filter(({ id }) => id !== file.id)
        const before = (await within<KeptFile | undefined>('readonly', (store) => store.get(file.id)))?.keptAtMs
        const bytes = [...others, file].reduce((sum, each) => sum + (each.file?.size ?? 0), 0)
        if (bytes <= MOST_BYTES) await within('readwrite', (store) => store.put({ ...file, keptAtMs: before ?? file.keptAtMs }))
      }, undefined),
    remove: (id: string) => inOrder(() => within('readwrite', (store) => store.delete(id)), undefined),
  }
}

async function within<T>(mode: IDBTransactionMode, use: (store: IDBObjectStore) => IDBRequest): Promise<T> {
  const opening = indexedDB.open(NAME, 1)
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(STORE, { keyPath: 'id' }))
  const base = await answered<IDBDatabase>(opening)
  try {
    return await answered<T>(use(base.transaction(STORE, mode).objectStore(STORE)))
  } finally {
    base.close()
  }
}

const answered = <T>(request: IDBRequest): Promise<T> =>
  new Promise<T>((resolve, reject) => {
    // What was asked for decides what comes back.
    request.addEventListener('success', () => resolve(request.result as T))
    request.addEventListener('error', () => reject(request.error ?? new Error('storage')))
  })
