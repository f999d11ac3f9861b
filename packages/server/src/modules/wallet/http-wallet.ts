/** The wallet connector over HTTP: what any wallet that implements the contract of `protocol/wallet.ts` is asked through. */
import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { Instant } from '@yingda/protocol/time.ts'
import { TransactionPage, WalletOverview, WalletTransaction, type WalletCall } from '@yingda/protocol/wallet.ts'
import type { Logger } from 'pino'
import type { Wallet, WalletResult } from './port.ts'

const TIMEOUT_MS = 4000
const ATTEMPTS = 2
const TransactionAnswer = z.strictObject({ asOf: Instant, transaction: WalletTransaction })

export function httpWallet({ url, secret, log }: { url: string; secret: string; log: Logger }): Wallet {
  const ask = async <T>(call: WalletCall, path: string, answer: z.ZodType<T>): Promise<WalletResult<T>> => {
    const correlationId = randomUUID()
    // Reads have no effect, so a second try is safe; a wallet that is slow twice is told as unavailable.
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const response = await fetch(`${url.replace(/\/$/, '')}/connector/v1${path}`, {
        headers: {
          authorization: `Bearer ${secret}`,
          'x-yingda-actor': `${call.actor.kind}:${encodeURIComponent(call.actor.id)}`,
          'x-yingda-reason': encodeURIComponent(call.reason),
          'x-correlation-id': correlationId,
          ...(call.conversationId === null ? {} : { 'x-yingda-conversation': call.conversationId }),
        },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      }).catch((error: unknown) => {
        log.warn({ err: error, correlationId }, 'the wallet could not be asked')
        return null
      })
      if (response === null || response.status >= 500) continue
      if (response.status === 404) return { result: 'not_found' }
      return parseAnswer(response, answer, log, correlationId)
    }
    return { result: 'unavailable' }
  }
  const customer = (externalId: string): string => `/customers/${encodeURIComponent(externalId)}`
  return {
    overview: (call, externalId) => ask(call, `${customer(externalId)}/overview`, WalletOverview),
    transactions: (call, externalId, { cursor, limit }) =>
      ask(call, `${customer(externalId)}/transactions?limit=${limit}${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`, TransactionPage),
    transaction: (call, externalId, id) => ask(call, `${customer(externalId)}/transactions/${encodeURIComponent(id)}`, TransactionAnswer),
  }
}

/** What does not fit the contract is a fault of the wallet's side: nobody is shown half-understood money. */
async function parseAnswer<T>(response: Response, answer: z.ZodType<T>, log: Logger, correlationId: string): Promise<WalletResult<T>> {
  const body: unknown = await response.json().catch(() => null)
  const parsed = response.ok ? answer.safeParse(body) : null
  if (parsed?.success === true) return { result: 'ok', value: parsed.data }
  log.error(
    { status: response.status, correlationId, problems: parsed?.error.issues.map((issue) => issue.path.join('.')).slice(0, 10) },
    'the wallet answered what the contract does not allow',
  )
  return { result: 'unavailable' }
}
