/**
 * Where the bytes of files stand: a local folder or an S3-compatible store. The storage knows neither names nor rights;
 * whoever asks it has already been allowed to.
 */
import type { Readable } from 'node:stream'

export type StoredBytes = { stream: Readable; sizeBytes: number }

export type Storage = {
  /** On disk (or taken by the store) when it resolves. Putting a key again replaces what stands there. */
  put(key: string, bytes: Uint8Array, mediaType: string): Promise<void>
  /** Null when nothing stands under the key. */
  get(key: string): Promise<StoredBytes | null>
  /** Removing what is not there is done already. */
  remove(key: string): Promise<void>
}
