/** What a customer opens and reads. Reading may wait for news. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import * as z from 'zod'
import { ConversationStarted, CustomerConversation, CustomerEntriesPage, EntriesQuery, StartConversationBody } from '@yingda/protocol/http/customer.ts'
import { customerOf } from '../../../platform/http/access.ts'
import { networkOf } from '../../../platform/http/address.ts'
import { accessConversation, customerConversation, customerConversations, newestOf, readCustomerTimeline } from '../../conversation/api.ts'
import { longPoll } from '../long-poll.ts'
import { openWaitingRoom } from '../waiting-room.ts'
import { access, OneConversation, asker, type DoorOptions } from './door.ts'

export const readingRoutes: FastifyPluginAsyncZod<DoorOptions> = async (app, { runner, intake, bus, isDraining }) => {
  const ask = asker(runner)
  const room = openWaitingRoom()

  app.get(
    '/conversations',
    { ...access, schema: { response: { 200: z.strictObject({ conversations: z.array(CustomerConversation) }) } } },
    async (request) => ({
      conversations: await ask(customerOf(request), customerConversations),
    }),
  )

  app.post('/conversations', { ...access, schema: { body: StartConversationBody, response: { 200: ConversationStarted } } }, async (request) => {
    const actor = customerOf(request)
    const started = await intake.start(actor, request.body, request.ip)
    return { conversation: await ask(actor, (ctx) => customerConversation(ctx, started.conversationId)), existing: started.existing }
  })

  app.get('/conversations/:conversationId', { ...access, schema: { params: OneConversation, response: { 200: CustomerConversation } } }, (request) =>
    ask(customerOf(request), (ctx) => customerConversation(ctx, request.params.conversationId)),
  )

  app.get(
    '/conversations/:conversationId/entries',
    { ...access, schema: { params: OneConversation, querystring: EntriesQuery, response: { 200: CustomerEntriesPage } } },
    async (request) => {
      const { conversationId } = request.params
      const { after, limit, waitMs } = request.query
      const read = (): Promise<CustomerEntriesPage> =>
        ask(customerOf(request), async (ctx) => {
          await accessConversation(ctx, conversationId)
          return { entries: await readCustomerTimeline(ctx, conversationId, { after, limit }), lastSeq: (await newestOf(ctx, conversationId)).customerSeq }
        })
      using _place = waitMs > 0 ? room.enter({ who: customerOf(request).customerId, where: networkOf(request.ip) }) : null
      return await longPoll({
        bus,
        read,
        isEmpty: (page) => page.entries.length === 0,
        streamId: conversationId,
        waitMs,
        isOver: () => isDraining() || request.raw.destroyed,
      })
    },
  )
}
