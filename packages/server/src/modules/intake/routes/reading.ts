/** What a customer opens and reads. Reading may wait for news. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { FastifyRequest } from 'fastify'
import * as z from 'zod'
import { priorityOf } from '@yingda/domain/conversation/owed.ts'
import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import { ConversationStarted, CustomerConversation, CustomerEntriesPage, EntriesQuery, StartConversationBody } from '@yingda/protocol/http/customer.ts'
import { judgeAgain, saysUrgent } from '../../../platform/admission/door.ts'
import { customerOf } from '../../../platform/http/access.ts'
import { networkOf } from '../../../platform/http/address.ts'
import { accessConversation, customerConversation, customerConversations, newestOf, readCustomerTimeline } from '../../conversation/api.ts'
import { longPoll } from '../long-poll.ts'
import { openWaitingRoom } from '../waiting-room.ts'
import { access, OneConversation, asker, running, type DoorOptions } from './door.ts'

/** Funds at risk do not wait behind other new questions; at the door the client's word has to do. */
const starting = { ...access.config, work: (request: FastifyRequest) => (saysUrgent(request) ? ('running' as const) : ('beginning' as const)) }
const isAboutFunds = (questionType: QuestionType): boolean => priorityOf({ questionType, urgent: false }) === 'urgent'
/** Who waits for news can do so a little later; who opens a conversation wants to see it. */
const waitingOrNot = { ...access.config, work: ({ query }: FastifyRequest) => (isWaiting(query) ? ('reading' as const) : ('running' as const)) }
const isWaiting = (query: unknown): boolean => typeof query === 'object' && query !== null && 'waitMs' in query && Number(query.waitMs) > 0

export const readingRoutes: FastifyPluginAsyncZod<DoorOptions> = async (app, { runner, intake, bus, admission, limits, isDraining }) => {
  const ask = asker(runner)
  const room = openWaitingRoom({ network: limits.sockets * limits.addressFactor })

  app.get(
    '/conversations',
    { ...access, schema: { response: { 200: z.strictObject({ conversations: z.array(CustomerConversation) }) } } },
    async (request) => ({
      conversations: await ask(customerOf(request), customerConversations),
    }),
  )

  app.post('/conversations', { config: starting, schema: { body: StartConversationBody, response: { 200: ConversationStarted } } }, async (request) => {
    const actor = customerOf(request)
    judgeAgain(request, isAboutFunds(request.body.questionType) ? 'running' : 'beginning', admission)
    const started = await intake.start(actor, request.body, request.ip)
    return { conversation: await ask(actor, (ctx) => customerConversation(ctx, started.conversationId)), existing: started.existing }
  })

  app.get('/conversations/:conversationId', { ...running, schema: { params: OneConversation, response: { 200: CustomerConversation } } }, (request) =>
    ask(customerOf(request), (ctx) => customerConversation(ctx, request.params.conversationId)),
  )

  app.get(
    '/conversations/:conversationId/entries',
    { config: waitingOrNot, schema: { params: OneConversation, querystring: EntriesQuery, response: { 200: CustomerEntriesPage } } },
    async (request) => {
      const { conversationId } = request.params
      const { after, limit, waitMs } = request.query
      const actor = customerOf(request)
      const read = (): Promise<CustomerEntriesPage> =>
        ask(actor, async (ctx) => {
          await accessConversation(ctx, conversationId)
          return { entries: await readCustomerTimeline(ctx, conversationId, { after, limit }), lastSeq: (await newestOf(ctx, conversationId)).customerSeq }
        })
      using _place = waitMs > 0 ? room.enter({ who: actor.customerId, where: actor.signedIn ? null : networkOf(request.ip) }) : null
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
