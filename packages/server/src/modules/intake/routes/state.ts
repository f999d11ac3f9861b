/** How the others are, and how the customer is: typing, cursors, place in line. State, no entries. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { Empty } from '@yingda/protocol/http/common.ts'
import { CustomerLiveState, MarksBody, TypingBody } from '@yingda/protocol/http/customer.ts'
import { customerOf } from '../../../platform/http/access.ts'
import { accessConversation, setMarks, setTyping } from '../../conversation/api.ts'
import { statesWithWaits } from '../../routing/api.ts'
import { access, OneConversation, asker, running, type DoorOptions } from './door.ts'

export const stateRoutes: FastifyPluginAsyncZod<DoorOptions> = async (app, { runner }) => {
  const { run } = runner
  const ask = asker(runner)

  app.get('/conversations/:conversationId/state', { ...running, schema: { params: OneConversation, response: { 200: CustomerLiveState } } }, (request) =>
    ask(customerOf(request), async (ctx) => {
      const { conversationId } = request.params
      await accessConversation(ctx, conversationId)
      const state = (await statesWithWaits(ctx, [conversationId], { kind: 'customer' })).get(conversationId)
      if (state === undefined) throw new Error(`conversation ${conversationId} has no state`)
      return state
    }),
  )

  app.post(
    '/conversations/:conversationId/marks',
    { ...access, schema: { params: OneConversation, body: MarksBody, response: { 200: Empty } } },
    async (request) => {
      const { conversationId } = request.params
      await run(customerOf(request), async (ctx) => {
        await accessConversation(ctx, conversationId)
        await setMarks(ctx, { conversationId, party: 'customer', ...request.body })
      })
      return {}
    },
  )

  app.post(
    '/conversations/:conversationId/typing',
    { config: { ...access.config, work: 'reading' }, schema: { params: OneConversation, body: TypingBody, response: { 200: Empty } } },
    async (request) => {
      const { conversationId } = request.params
      await run(customerOf(request), async (ctx) => {
        await accessConversation(ctx, conversationId)
        await setTyping(ctx, { conversationId, party: 'customer', on: request.body.on })
      })
      return {}
    },
  )
}
