/**
 * Files in an S3-compatible store, addressed by path (`endpoint/bucket/key`), which every such store understands. The
 * hash of what is put is part of the signature, so that bytes changed on the way are refused by the store.
 */
import { createHash } from 'node:crypto'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { Readable } from 'node:stream'
import { AwsClient } from 'aws4fetch'
import type { StorageConfig } from '../config/storage.ts'
import { checkKey } from './key.ts'
import type { Storage } from './storage.ts'

type S3Settings = Extract<StorageConfig, { kind: 's3' }>

const ANSWER_WITHIN_MS = 30_000
const EMPTY_SHA256 = createHash('sha256').digest('hex')

export function openS3({ endpoint, bucket, region, accessKey, secretKey }: S3Settings): Storage {
  const client = new AwsClient({ accessKeyId: accessKey, secretAccessKey: secretKey, region, service: 's3', retries: 2 })

  /** The time limit is for the beginning of the answer; a long download may take longer. */
  const ask = async (
    method: 'PUT' | 'GET' | 'DELETE',
    key: string,
    init: { body?: Uint8Array<ArrayBuffer>; headers?: Record<string, string> } = {},
  ): Promise<Response> => {
    const hash = init.body === undefined ? EMPTY_SHA256 : createHash('sha256').update(init.body).digest('hex')
    const tooLate = new AbortController()
    const timer = setTimeout(() => tooLate.abort(new Error(`the store did not answer ${method} within ${ANSWER_WITHIN_MS} ms`)), ANSWER_WITHIN_MS)
    try {
      return await client.fetch(`${endpoint}/${bucket}/${checkKey(key)}`, {
        method,
        body: init.body,
        headers: { ...init.headers, 'x-amz-content-sha256': hash },
        signal: tooLate.signal,
      })
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    async put(key, bytes, mediaType) {
      const answer = await ask('PUT', key, { body: new Uint8Array(bytes), headers: { 'content-type': mediaType } })
      if (!answer.ok) throw await unexpected('PUT', answer)
      await answer.body?.cancel()
    },

    async get(key) {
      const answer = await ask('GET', key)
      if (answer.status === 404) {
        await answer.body?.cancel()
        return null
      }
      if (!answer.ok || answer.body === null) throw await unexpected('GET', answer)
      // fetch's body is Node's own stream; where a browser's types are loaded beside, they give it another name
      return { stream: Readable.fromWeb(answer.body as NodeStream), sizeBytes: Number(answer.headers.get('content-length')) }
    },

    async remove(key) {
      const answer = await ask('DELETE', key)
      if (!answer.ok && answer.status !== 404) throw await unexpected('DELETE', answer)
      await answer.body?.cancel()
    },
  }
}

async function unexpected(method: string, answer: Response): Promise<Error> {
  const words = await answer.text().catch(() => '')
  return new Error(`the store answered ${method} with ${answer.status}: ${words.slice(0, 300)}`)
}
