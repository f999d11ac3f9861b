import { randomUUID } from 'node:crypto'

const TIMEOUT_MS = 4000
const ATTEMPTS = 2

/** Whether the wallet's connector says that it is there; asked twice, as one answer may be lost on the way. */
export async function isWalletThere({ url, secret }: { url: string; secret: string }): Promise<boolean> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const answer = await fetch(`${url.replace(/\/$/, '')}/connector/v1/status`, {
      headers: { authorization: `Bearer ${secret}`, 'x-yingda-actor': 'system:status', 'x-yingda-reason': 'status', 'x-correlation-id': randomUUID() },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch(() => null)
    await answer?.body?.cancel()
    if (answer?.ok === true) return true
  }
  return false
}
