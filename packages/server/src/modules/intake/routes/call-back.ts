/** Who waits need not stay: a person comes back. Each handler translates and calls; it decides nothing. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { CallBackBody, CallBackChoices } from '@yingda/protocol/http/call-back.ts'
import { CommandAccepted, Empty } from '@yingda/protocol/http/common.ts'
import { customerOf } from '../../../platform/http/access.ts'
import { cancelCallBack, requestCallBack } from '../../conversation/api.ts'
import { callBackChoices } from '../../routing/api.ts'
import { access, OneConversation, asker, type DoorOptions } from './door.ts'

export const callBackRoutes: FastifyPluginAsyncZod<DoorOptions> = async (app, { runner, intake, timeZone, hasMail }) => {
  const ask = asker(runner)

  app.get(
    '/conversations/:conversationId/call-back-times',
    { ...access, schema: { params: OneConversation, response: { 200: CallBackChoices } } },
    async (request) => {
      await intake.countWords(customerOf(request), request.ip)
      return ask(customerOf(request), (ctx) => callBackChoices(ctx, request.params.conversationId, { timeZone, hasMail }))
    },
  )

  app.put(
    '/conversations/:conversationId/call-back',
    { ...access, schema: { params: OneConversation, body: CallBackBody, response: { 200: CommandAccepted } } },
    async (request) => {
      await intake.countWords(customerOf(request), request.ip)
      const applied = await runner.run(customerOf(request), (ctx) => requestCallBack(ctx, { ...request.params, ...request.body, hasMail }))
      return { seq: applied.customerSeq }
    },
  )

  app.post(
    '/conversations/:conversationId/call-back/cancel',
    { ...access, schema: { params: OneConversation, body: Empty.nullish(), response: { 200: CommandAccepted } } },
    async (request) => {
      const applied = await runner.run(customerOf(request), (ctx) => cancelCallBack(ctx, request.params))
      return { seq: applied.customerSeq }
    },
  )
}
