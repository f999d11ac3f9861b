/** Screens that join several modules: lists, counts, heads, search, colleagues, what was changed of the settings. Read-only. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import * as z from 'zod'
import {
  Colleagues,
  ConversationCounts,
  ConversationDetail,
  ConversationList,
  ConversationListQuery,
  CustomerDetail,
  SearchResults,
} from '@yingda/protocol/http/staff.ts'
import { Alarms } from '@yingda/protocol/http/watch.ts'
import { MissedPromises } from '@yingda/protocol/http/promise.ts'
import { OfferList } from '@yingda/protocol/http/offers.ts'
import { SettingChanges, SettingChangesQuery } from '@yingda/protocol/http/setting-change.ts'
import { Undelivered, UndeliveredQuery } from '@yingda/protocol/http/delivery.ts'
import { ConversationId, CustomerId } from '@yingda/protocol/ids.ts'
import type { FastifyRequest } from 'fastify'
import type { StaffActor } from '../platform/actor.ts'
import type { QueryContext, Runner } from '../platform/command.ts'
import { staffOf } from '../platform/http/access.ts'
import { alarmsFor } from './alarms.ts'
import { countConversations, listConversations } from './conversation-rows.ts'
import { colleagues, conversationDetail, customerDetail } from './customer-detail.ts'
import { missedPromises } from './missed-promises.ts'
import { ownOffers } from './offers.ts'
import { searchDesk } from './search.ts'
import { settingChanges } from './setting-changes.ts'
import { undeliveredAnswers } from './undelivered.ts'

type StaffContext = QueryContext & { actor: StaffActor }

export const pageRoutes: FastifyPluginAsyncZod<{ runner: Runner; hasMail: boolean }> = async (app, { runner, hasMail }) => {
  const ask = <T>(request: FastifyRequest, query: (ctx: StaffContext) => Promise<T>): Promise<T> => {
    const actor = staffOf(request)
    return runner.query(actor, (ctx) => query({ ...ctx, actor }))
  }
  const read = { config: { permission: 'conversation.read' as const } }

  app.get('/conversations', { ...read, schema: { querystring: ConversationListQuery, response: { 200: ConversationList } } }, (request) =>
    ask(request, (ctx) => listConversations(ctx, request.query)),
  )

  app.get('/conversations/counts', { ...read, schema: { response: { 200: ConversationCounts } } }, (request) => ask(request, countConversations))

  app.get(
    '/conversations/:conversationId',
    {
      config: { ...read.config, work: 'running' },
      schema: { params: z.strictObject({ conversationId: ConversationId }), response: { 200: ConversationDetail } },
    },
    (request) => ask(request, (ctx) => conversationDetail(ctx, request.params.conversationId)),
  )

  app.get(
    '/customers/:customerId',
    { config: { permission: 'customer.read' }, schema: { params: z.strictObject({ customerId: CustomerId }), response: { 200: CustomerDetail } } },
    (request) => ask(request, (ctx) => customerDetail(ctx, request.params.customerId)),
  )

  app.get('/offers', { config: { permission: 'conversation.take' }, schema: { response: { 200: OfferList } } }, (request) => ask(request, ownOffers))

  app.get('/alarms', { config: { permission: 'watch.read' }, schema: { response: { 200: Alarms } } }, (request) =>
    ask(request, async (ctx) => ({ alarms: await alarmsFor(ctx) })),
  )

  app.get('/promises/missed', { config: { permission: 'watch.read' }, schema: { response: { 200: MissedPromises } } }, (request) =>
    ask(request, missedPromises),
  )

  app.get(
    '/setting-changes',
    { config: { permission: 'watch.read' }, schema: { querystring: SettingChangesQuery, response: { 200: SettingChanges } } },
    (request) => ask(request, (ctx) => settingChanges(ctx, request.query)),
  )

  app.get('/search', { ...read, schema: { querystring: z.strictObject({ q: z.string().min(1).max(200) }), response: { 200: SearchResults } } }, (request) =>
    ask(request, (ctx) => searchDesk(ctx, request.query.q)),
  )

  app.get('/undelivered', { config: { permission: 'delivery.manage' }, schema: { querystring: UndeliveredQuery, response: { 200: Undelivered } } }, (request) =>
    ask(request, async (ctx) => ({ ...(await undeliveredAnswers(ctx, request.query)), mailIsSetUp: hasMail })),
  )

  app.get('/colleagues', { config: { permission: 'colleague.read' }, schema: { response: { 200: Colleagues } } }, (request) => ask(request, colleagues))
}
