import { createHash } from 'node:crypto'
import { AwsClient } from 'aws4fetch'
import type { StorageConfig } from '../config/storage.ts'

export type S3Settings = Extract<StorageConfig, { kind: 's3' }>
export type AskS3 = (
  method: 'PUT' | 'GET' | 'DELETE',
  key: string,
  init?: { body?: Uint8Array<ArrayBuffer>; headers?: Record<string, string> },
) => Promise<Response>

const ANSWER_WITHIN_MS = 30_000
const EMPTY_SHA256 = createHash('sha256').digest('hex')

/** One signed question to the store; whoever asks has looked at the key. The time limit is for the beginning of the answer. */
export function s3Asker({ endpoint, bucket, region, accessKey, secretKey }: S3Settings): AskS3 {
  const client = new AwsClient({ accessKeyId: accessKey, secretAccessKey: secretKey, region, service: 's3', retries: 2 })
  return async (method, key, init = {}) => {
    const hash = init.body === undefined ? EMPTY_SHA256 : createHash('sha256').update(init.body).digest('hex')
    const tooLate = new AbortController()
    const timer = setTimeout(() => tooLate.abort(new Error(`the store did not answer ${method} within ${ANSWER_WITHIN_MS} ms`)), ANSWER_WITHIN_MS)
    try {
      return await client.fetch(`${endpoint}/${bucket}/${key}`, {
        method,
        body: init.body,
        headers: { ...init.headers, 'x-amz-content-sha256': hash },
        signal: tooLate.signal,
      })
    } finally {
      clearTimeout(timer)
    }
  }
}

/** What the store said that nobody expected, to be thrown. */
export async function unexpectedAnswer(method: string, answer: Response): Promise<Error> {
  const words = await answer.text().catch(() => '')
  return new Error(`the store answered ${method} with ${answer.status}: ${words.slice(0, 300)}`)
}
