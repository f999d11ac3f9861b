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

/** What is wrong with an answer that fits the contract by its shape; null when it is the one that was asked for. */
type Judge<T> = (value: T) => string | null
type Asked<T> = { path: string; answer: z.ZodType<T>; judge: Judge<T> }

export function httpWallet({ url, secret, log }: { url: string; secret: string; log: Logger }): Wallet {
  const ask = async <T>(call: WalletCall, { path, ...expected }: Asked<T>): Promise<WalletResult<T>> => {
    const correlationId = randomUUID()
    const said = log.child({ correlationId })
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
        // Where a redirect leads, a page that is not found says nothing about a customer.
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      }).catch((error: unknown) => {
        said.warn({ err: error }, 'the wallet could not be asked')
        return null
      })
      if (response === null) continue
      if (response.status === 404) return { result: 'not_found' }
      if (response.status < 500) return readAnswer(response, expected, said)
      said.warn({ status: response.status }, 'the wallet could not answer')
      await response.body?.cancel()
    }
    return { result: 'unavailable' }
  }
  const customer = (externalId: string): string => `/customers/${encodeURIComponent(externalId)}`
  return {
    overview: (call, externalId) =>
      ask(call, {
        path: `${customer(externalId)}/overview`,
        answer: WalletOverview,
        judge: (told) => (told.customer.externalId === externalId ? null : 'customer.externalId: not the customer who was asked for'),
      }),
    transactions: (call, externalId, { cursor, limit }) =>
      ask(call, {
        path: `${customer(externalId)}/transactions?limit=${limit}${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
        answer: TransactionPage,
        judge: ({ transactions }) => (transactions.length <= limit ? null : `transactions: ${transactions.length}, where limit=${limit} was asked for`),
      }),
    transaction: (call, externalId, id) =>
      ask(call, {
        path: `${customer(externalId)}/transactions/${encodeURIComponent(id)}`,
        answer: TransactionAnswer,
        judge: ({ transaction }) => (transaction.id === id ? null : 'transaction.id: not the transaction that was asked for'),
      }),
  }
}

/** What does not fit the contract is a fault of the wallet's side: nobody is shown half-understood money, or another one's. */
async function readAnswer<T>(response: Response, { answer, judge }: Omit<Asked<T>, 'path'>, log: Logger): Promise<WalletResult<T>> {
  const { status, ok } = response
  const body: unknown = await response.json().catch(() => undefined)
  const parsed = answer.safeParse(body)
  const problems = parsed.success ? [judge(parsed.data)].filter((problem) => problem !== null) : problemsOf(parsed.error)
  if (ok && parsed.success && problems.length === 0) return { result: 'ok', value: parsed.data }
  if (status === 401 || status === 403) log.error({ status }, 'the wallet refuses our secret: WALLET_SECRET has to be the same on both sides')
  else if (!ok) log.error({ status }, 'the wallet answered what the contract does not allow')
  else log.error({ status, problems: body === undefined ? ['not JSON'] : problems }, 'the wallet answered what the contract does not allow')
  return { result: 'unavailable' }
}

/** Where it does not fit and how, without a word of what the wallet says of its customer. */
const problemsOf = ({ issues }: z.ZodError): string[] => issues.slice(0, 10).map(({ path, message }) => `${path.join('.') || 'the answer'}: ${message}`)
