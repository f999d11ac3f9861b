/** Doors to what an agent has at hand. Each handler translates and calls; it decides nothing. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import * as z from 'zod'
import { Empty } from '@yingda/protocol/http/common.ts'
import {
  BlockBody,
  CannedReplies,
  CannedReply,
  CannedReplyBody,
  CannedReplyChangeBody,
  SavedView,
  SavedViewBody,
  SavedViews,
  WalletAnswer,
  CareAnswer,
  CareBody,
} from '@yingda/protocol/http/staff.ts'
import { CannedReplyId, ConversationId, CustomerId, SavedViewId } from '@yingda/protocol/ids.ts'
import type { Runner } from '../../platform/command.ts'
import { staffOf } from '../../platform/http/access.ts'
import { changeCustomerCare } from '../conversation/api.ts'
import { blockVisitor } from '../customer/api.ts'
import type { Wallet } from '../wallet/api.ts'
import { addCannedReply, cannedReplies, changeCannedReply, removeCannedReply } from './canned-replies.ts'
import { lookIntoWallet } from './look-into-wallet.ts'
import { mayReachCustomer } from './reach.ts'
import { addSavedView, changeSavedView, removeSavedView, savedViews } from './saved-views.ts'

const HOUR_MS = 3600_000
const OneReply = z.strictObject({ id: CannedReplyId })
const OneView = z.strictObject({ id: SavedViewId })
const OneCustomer = z.strictObject({ customerId: CustomerId })

export const deskRoutes: FastifyPluginAsyncZod<{ runner: Runner; wallet: Wallet | null }> = async (app, { runner, wallet }) => {
  const manage = { config: { permission: 'canned_reply.manage' as const } }
  const own = { config: { permission: 'self.manage' as const } }
  const block = { config: { permission: 'customer.block' as const } }

  app.get('/canned-replies', { config: { permission: 'canned_reply.read' }, schema: { response: { 200: CannedReplies } } }, async (request) => ({
    replies: await runner.query(staffOf(request), cannedReplies),
  }))
  app.post('/canned-replies', { ...manage, schema: { body: CannedReplyBody, response: { 200: CannedReply } } }, (request) =>
    runner.run(staffOf(request), (ctx) => addCannedReply(ctx, request.body)),
  )
  app.put('/canned-replies/:id', { ...manage, schema: { params: OneReply, body: CannedReplyChangeBody, response: { 200: CannedReply } } }, (request) =>
    runner.run(staffOf(request), (ctx) => changeCannedReply(ctx, request.params.id, request.body)),
  )
  app.delete('/canned-replies/:id', { ...manage, schema: { params: OneReply, response: { 200: Empty } } }, async (request) => {
    await runner.run(staffOf(request), (ctx) => removeCannedReply(ctx, request.params.id))
    return {}
  })

  app.get('/views', { ...own, schema: { response: { 200: SavedViews } } }, async (request) => {
    const actor = staffOf(request)
    return { views: await runner.query(actor, (ctx) => savedViews(ctx, actor.staffId)) }
  })
  app.post('/views', { ...own, schema: { body: SavedViewBody, response: { 200: SavedView } } }, (request) => {
    const actor = staffOf(request)
    return runner.run(actor, (ctx) => addSavedView(ctx, actor.staffId, request.body))
  })
  app.put('/views/:id', { ...own, schema: { params: OneView, body: SavedViewBody, response: { 200: SavedView } } }, (request) => {
    const actor = staffOf(request)
    return runner.run(actor, (ctx) => changeSavedView(ctx, actor.staffId, request.params.id, request.body))
  })
  app.delete('/views/:id', { ...own, schema: { params: OneView, response: { 200: Empty } } }, async (request) => {
    const actor = staffOf(request)
    await runner.run(actor, (ctx) => removeSavedView(ctx, actor.staffId, request.params.id))
    return {}
  })

  app.get(
    '/customers/:customerId/wallet',
    {
      config: { permission: 'wallet.read', work: 'running' },
      schema: { params: OneCustomer, querystring: z.strictObject({ conversationId: ConversationId }), response: { 200: WalletAnswer } },
    },
    (request) => lookIntoWallet({ runner, wallet }, staffOf(request), { ...request.params, ...request.query }),
  )

  app.post('/customers/:customerId/block', { ...block, schema: { params: OneCustomer, body: BlockBody, response: { 200: Empty } } }, async (request) => {
    await runner.run(staffOf(request), async (ctx) => {
      await mayReachCustomer(ctx, request.params.customerId)
      await blockVisitor(ctx, { ...request.params, until: new Date(ctx.now.getTime() + request.body.hours * HOUR_MS), reason: request.body.reason })
    })
    return {}
  })
  app.put(
    '/customers/:customerId/care',
    { config: { permission: 'customer.care' }, schema: { params: OneCustomer, body: CareBody, response: { 200: CareAnswer } } },
    (request) =>
      runner.run(staffOf(request), async (ctx) => {
        await mayReachCustomer(ctx, request.params.customerId)
        return { care: await changeCustomerCare(ctx, { ...request.params, ...request.body, by: 'staff' }) }
      }),
  )
  app.delete('/customers/:customerId/block', { ...block, schema: { params: OneCustomer, response: { 200: Empty } } }, async (request) => {
    await runner.run(staffOf(request), async (ctx) => {
      await mayReachCustomer(ctx, request.params.customerId)
      await blockVisitor(ctx, { ...request.params, until: null, reason: null })
    })
    return {}
  })
}
