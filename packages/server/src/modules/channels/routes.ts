/** Doors to what reached nobody, to be registered under `/api/staff`. Each handler translates and calls. The list itself is a page. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import * as z from 'zod'
import { Empty } from '@yingda/protocol/http/common.ts'
import { RetryBody, SettleBody } from '@yingda/protocol/http/delivery.ts'
import { ConversationId } from '@yingda/protocol/ids.ts'
import type { Runner } from '../../platform/command.ts'
import { staffOf } from '../../platform/http/access.ts'
import { retryDelivery } from './commands/retry-delivery.ts'
import { settleDelivery } from './commands/settle-delivery.ts'

const One = z.strictObject({ conversationId: ConversationId, seq: z.coerce.number().int().min(1) })

export const deliveryRoutes: FastifyPluginAsyncZod<{ runner: Runner; hasMail: boolean }> = async (app, { runner, hasMail }) => {
  const config = { permission: 'delivery.manage' as const }

  app.post(
    '/conversations/:conversationId/undelivered/:seq/retry',
    { config, schema: { params: One, body: RetryBody.nullish(), response: { 200: Empty } } },
    async (request) => {
      await runner.run(staffOf(request), (ctx) => retryDelivery(ctx, { ...request.params, ...request.body, hasMail }))
      return {}
    },
  )

  app.post(
    '/conversations/:conversationId/undelivered/:seq/settle',
    { config, schema: { params: One, body: SettleBody, response: { 200: Empty } } },
    async (request) => {
      await runner.run(staffOf(request), (ctx) => settleDelivery(ctx, { ...request.params, ...request.body }))
      return {}
    },
  )
}
