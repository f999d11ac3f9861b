/**
 * Files in an S3-compatible store, addressed by path (`endpoint/bucket/key`), which every such store understands. The
 * hash of what is put is part of the signature, so that bytes changed on the way are refused by the store.
 */
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { Readable } from 'node:stream'
import { checkKey } from './key.ts'
import { s3Asker, unexpectedAnswer, type S3Settings } from './s3-ask.ts'
import type { Storage } from './storage.ts'

export function openS3(settings: S3Settings): Storage {
  const ask = s3Asker(settings)
  return {
    async put(key, bytes, mediaType) {
      const answer = await ask('PUT', checkKey(key), { body: new Uint8Array(bytes), headers: { 'content-type': mediaType } })
      if (!answer.ok) throw await unexpectedAnswer('PUT', answer)
      await answer.body?.cancel()
    },

    async get(key) {
      const answer = await ask('GET', checkKey(key))
      if (answer.status === 404) {
        await answer.body?.cancel()
        return null
      }
      if (!answer.ok || answer.body === null) throw await unexpectedAnswer('GET', answer)
      // fetch's body is Node's own stream; where a browser's types are loaded beside, they give it another name
      return { stream: Readable.fromWeb(answer.body as NodeStream), sizeBytes: Number(answer.headers.get('content-length')) }
    },

    async remove(key) {
      const answer = await ask('DELETE', checkKey(key))
      if (!answer.ok && answer.status !== 404) throw await unexpectedAnswer('DELETE', answer)
      await answer.body?.cancel()
    },
  }
}
