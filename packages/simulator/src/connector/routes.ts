/**
 * The wallet's side of the connector contract (`protocol/wallet.ts`): what a real wallet company would serve. Read
 * only. Each call proves the shared secret and names who asks, why, and for which request.
 */
import type { TransactionPage, WalletTransaction } from '@yingda/protocol/wallet.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { WalletData } from '../wallet-data.ts'
import type { Access, AccessRecord } from './access-record.ts'
import { callerOf, holdsSecret } from './caller.ts'
import { faultSwitch } from './faults.ts'
import { pageOf } from './keyset.ts'

const Customer = z.object({ externalId: z.string().min(1).max(100) })
const One = Customer.extend({ transactionId: z.string().min(1).max(100) })
const PageQuery = z.object({ cursor: z.string().max(400).optional(), limit: z.coerce.number().int().min(1).max(100).default(20) })

export type ConnectorTerms = { data: WalletData; secret: string; record: AccessRecord; now: () => Date; faults: boolean }

const refuse = (reply: FastifyReply, status: number, code: string, more: Record<string, string> = {}) => reply.code(status).send({ code, ...more })

export async function connectorRoutes(app: FastifyInstance, { data, secret, record, now, faults }: ConnectorTerms) {
  const fault = faults ? faultSwitch(app) : null

  app.addHook('onRequest', async (request, reply) => {
    if (!holdsSecret(request.headers.authorization, secret)) return refuse(reply, 401, 'unauthorised')
    if (fault && !isFaultSwitch(request) && (await fault.strike(reply))) return reply
  })
  app.setErrorHandler(async (error, _request, reply) => (error instanceof z.ZodError ? refuse(reply, 400, 'invalid') : refuse(reply, 500, 'internal')))

  app.setNotFoundHandler(async (_request, reply) => refuse(reply, 404, 'not_found'))

  app.get('/status', async () => ({ status: 'available' as const, asOf: now().toISOString() }))

  app.get('/customers/:externalId/overview', async (request, reply) => {
    const { externalId } = Customer.parse(request.params)
    return answer(request, reply, externalId, (asOf) => data.overview(externalId, asOf))
  })

  app.get('/customers/:externalId/transactions', async (request, reply) => {
    const { externalId } = Customer.parse(request.params)
    const { cursor, limit } = PageQuery.parse(request.query)
    const all = data.transactions(externalId, now())
    const page = all && pageOf(all, cursor, limit)
    if (all && !page) return refuse(reply, 400, 'bad_cursor')
    return answer(request, reply, externalId, (asOf): TransactionPage | null => page && { asOf: asOf.toISOString(), ...page })
  })

  app.get('/customers/:externalId/transactions/:transactionId', async (request, reply) => {
    const { externalId, transactionId } = One.parse(request.params)
    return answer(request, reply, externalId, (asOf): { asOf: string; transaction: WalletTransaction } | null => {
      const transaction = data.transactions(externalId, asOf)?.find((one) => one.id === transactionId)
      return transaction ? { asOf: asOf.toISOString(), transaction } : null
    })
  })

  /** Asks who calls, writes it down (also when there is nothing to show), then answers. */
  function answer<T>(request: FastifyRequest, reply: FastifyReply, externalId: string, read: (asOf: Date) => T | null) {
    const asked = callerOf(request.headers)
    if ('header' in asked) return refuse(reply, 400, 'header_missing', { header: asked.header })
    const asOf = now()
    const access: Access = { at: asOf.toISOString(), ...asked.caller, externalId, call: `${request.method} ${request.url}` }
    record.add(access)
    return read(asOf) ?? refuse(reply, 404, 'not_found')
  }
}

const isFaultSwitch = (request: FastifyRequest) => request.url.endsWith('/_faults')
