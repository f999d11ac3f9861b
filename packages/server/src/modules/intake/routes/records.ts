/** What a customer takes along: the words that were said, and the own transactions to ask about. */
import { Readable } from 'node:stream'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import * as z from 'zod'
import { transactionCard } from '@yingda/domain/conversation/to-customer.ts'
import { CustomerTransactions } from '@yingda/protocol/http/customer.ts'
import { customerOf } from '../../../platform/http/access.ts'
import { languageOf } from '../../../platform/http/language.ts'
import { Refused } from '../../../platform/refused.ts'
import { accessConversation, inPages, readCustomerTimeline } from '../../conversation/api.ts'
import { accessCustomer } from '../../customer/api.ts'
import { transcript } from '../transcript.ts'
import { access, OneConversation, asker, type DoorOptions } from './door.ts'

const PAGE = 500

export const recordRoutes: FastifyPluginAsyncZod<DoorOptions> = async (app, { runner, wallet, brand, timeZone }) => {
  const ask = asker(runner)

  app.get('/conversations/:conversationId/transcript', { ...access, schema: { params: OneConversation } }, async (request, reply) => {
    const language = languageOf(request.headers['accept-language'])
    const actor = customerOf(request)
    const { id, reference } = await ask(actor, (ctx) => accessConversation(ctx, request.params.conversationId))
    const read = (after: number) => ask(actor, (ctx) => readCustomerTimeline(ctx, id, { after, limit: PAGE }))
    const text = transcript(inPages(read), { language, brand: brand.name[language], timeZone, reference })
    return reply
      .type('text/plain; charset=utf-8')
      .header('content-disposition', `attachment; filename="${reference}.txt"`)
      .send(Readable.from(text, { objectMode: false }))
  })

  app.get(
    '/transactions',
    { ...access, schema: { querystring: z.strictObject({ cursor: z.string().max(300).optional() }), response: { 200: CustomerTransactions } } },
    async (request) => {
      const actor = customerOf(request)
      const { external_id: externalId } = await ask(actor, (ctx) => accessCustomer(ctx, actor.customerId))
      if (!actor.signedIn || externalId === null) return { transactions: [], nextCursor: null }
      if (wallet === null) throw new Refused('wallet.unavailable')
      const call = { actor: { kind: 'customer' as const, id: externalId }, reason: 'customer chooses a transaction to ask about', conversationId: null }
      const answer = await wallet.transactions(call, externalId, { cursor: request.query.cursor ?? null, limit: 20 })
      if (answer.result === 'unavailable') throw new Refused('wallet.unavailable')
      if (answer.result === 'not_found') return { transactions: [], nextCursor: null }
      return { transactions: answer.value.transactions.map((one) => transactionCard(one, answer.value.asOf)), nextCursor: answer.value.nextCursor }
    },
  )
}
