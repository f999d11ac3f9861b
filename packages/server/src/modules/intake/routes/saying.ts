/** What a customer says and asks for. Each handler translates and calls; it decides nothing. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { CommandAccepted, Empty } from '@yingda/protocol/http/common.ts'
import { AttachTransactionBody, CustomerMessageAccepted, PostMessageBody, RateAnswerBody, RateConversationBody } from '@yingda/protocol/http/customer.ts'
import { customerOf } from '../../../platform/http/access.ts'
import { accessConversation, attachTransaction, life, rateAnswer, rateConversation, requestPerson } from '../../conversation/api.ts'
import { access, OneConversation, asker, type DoorOptions } from './door.ts'

export const sayingRoutes: FastifyPluginAsyncZod<DoorOptions> = async (app, { runner, intake }) => {
  const { run } = runner
  const ask = asker(runner)

  app.post(
    '/conversations/:conversationId/messages',
    { ...access, schema: { params: OneConversation, body: PostMessageBody, response: { 200: CustomerMessageAccepted } } },
    async (request) => {
      const { conversationId, customerSeq, at } = await intake.deliver(customerOf(request), { ...request.params, ...request.body }, request.ip)
      return { conversationId, seq: customerSeq, at }
    },
  )

  app.post(
    '/conversations/:conversationId/person',
    { ...access, schema: { params: OneConversation, body: Empty.nullish(), response: { 200: CommandAccepted } } },
    async (request) => {
      await intake.countHandover(customerOf(request), request.params.conversationId, request.ip)
      const applied = await run(customerOf(request), (ctx) =>
        requestPerson(ctx, { conversationId: request.params.conversationId, reason: 'asked', summary: null }),
      )
      return { seq: applied.customerSeq }
    },
  )

  app.post(
    '/conversations/:conversationId/back-to-bot',
    { ...access, schema: { params: OneConversation, body: Empty.nullish(), response: { 200: CommandAccepted } } },
    async (request) => {
      await intake.countWords(customerOf(request), request.ip)
      const applied = await run(customerOf(request), (ctx) => life.returnToBot(ctx, { conversationId: request.params.conversationId }))
      return { seq: applied.customerSeq }
    },
  )

  app.post(
    '/conversations/:conversationId/end',
    { ...access, schema: { params: OneConversation, body: Empty.nullish(), response: { 200: CommandAccepted } } },
    async (request) => {
      await intake.countWords(customerOf(request), request.ip)
      const applied = await run(customerOf(request), (ctx) =>
        life.resolveConversation(ctx, { conversationId: request.params.conversationId, outcome: 'ended_by_customer' }),
      )
      return { seq: applied.customerSeq }
    },
  )

  app.post(
    '/conversations/:conversationId/answer-rating',
    { ...access, schema: { params: OneConversation, body: RateAnswerBody, response: { 200: CommandAccepted } } },
    async (request) => {
      await intake.countWords(customerOf(request), request.ip)
      const { seq: customerSeq, helped } = request.body
      const applied = await run(customerOf(request), (ctx) => rateAnswer(ctx, { conversationId: request.params.conversationId, customerSeq, helped }))
      return { seq: applied.customerSeq }
    },
  )

  app.post(
    '/conversations/:conversationId/transaction',
    { ...access, schema: { params: OneConversation, body: AttachTransactionBody, response: { 200: CommandAccepted } } },
    async (request) => {
      const actor = customerOf(request)
      const { conversationId } = request.params
      await intake.countWords(actor, request.ip)
      await ask(actor, (ctx) => accessConversation(ctx, conversationId))
      const found = await intake.transactionOf(actor, request.body.transactionId, conversationId)
      const applied = await run(actor, (ctx) => attachTransaction(ctx, { conversationId, ...found }))
      return { seq: applied.customerSeq }
    },
  )

  app.put(
    '/conversations/:conversationId/rating',
    { ...access, schema: { params: OneConversation, body: RateConversationBody, response: { 200: CommandAccepted } } },
    async (request) => {
      await intake.countWords(customerOf(request), request.ip)
      const applied = await run(customerOf(request), (ctx) => rateConversation(ctx, { ...request.params, ...request.body }))
      return { seq: applied.customerSeq }
    },
  )
}
