import { createHmac } from 'node:crypto'
import { TryAgain } from './jobs.ts'

const TIMEOUT_MS = 8000
/** About 34 hours of growing pauses. */
export const SIGNED_POST_ATTEMPTS = 15

/**
 * Tell somebody outside, from a job: signed as `packages/protocol/src/webhook.ts` says, and known to the receiver by the `id` in
 * the body, which is the same every time.
 *
 * @throws TryAgain when it was not taken, or nobody knows whether it was
 */
export async function signedPost({ url, secret }: { url: string; secret: string }, body: object, now: Date): Promise<void> {
  const text = JSON.stringify(body)
  const seconds = Math.floor(now.getTime() / 1000)
  const signature = createHmac('sha256', secret).update(`${seconds}.${text}`).digest('hex')
  const sent = fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-yingda-signature': `t=${seconds},v1=${signature}` },
    body: text,
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  const response = await sent.catch((error: unknown) => {
    throw new TryAgain(`webhook could not be reached: ${error instanceof Error ? error.message : String(error)}`)
  })
  await response.body?.cancel()
  if (!response.ok) throw new TryAgain(`webhook answered ${response.status}`)
}
