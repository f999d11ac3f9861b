/** The customer's HTTP doors. Each handler translates and calls; it decides nothing. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import * as z from 'zod'
import { ConversationId } from '@yingda/protocol/ids.ts'
import { CommandAccepted, Empty } from '@yingda/protocol/http/common.ts'
import {
  AttachTransactionBody,
  ConversationStarted,
  CustomerConversation,
  CustomerEntriesPage,
  CustomerHome,
  CustomerMessageAccepted,
  CustomerTransactions,
  EntriesQuery,
  JoinBody,
  MarksBody,
  PostMessageBody,
  RateAnswerBody,
  RateConversationBody,
  StartConversationBody,
  TypingBody,
  VisitorCreated,
} from '@yingda/protocol/http/customer.ts'
import { transactionCard } from '@yingda/domain/conversation/to-customer.ts'
import type { CustomerActor } from '../../platform/actor.ts'
import type { Bus } from '../../platform/bus.ts'
import type { QueryContext, Runner } from '../../platform/command.ts'
import { networkOf } from '../../platform/http/address.ts'
import { customerOf } from '../../platform/http/access.ts'
import { languageOf } from '../../platform/http/language.ts'
import { countUse } from '../../platform/rate-limit.ts'
import { Refused } from '../../platform/refused.ts'
import {
  accessConversation,
  attachTransaction,
  customerConversation,
  customerConversations,
  life,
  liveStates,
  newestOf,
  rateAnswer,
  rateConversation,
  readCustomerTimeline,
  requestPerson,
  setMarks,
  setTyping,
} from '../conversation/api.ts'
import { accessCustomer, createVisitor } from '../customer/api.ts'
import type { Wallet } from '../wallet/api.ts'
import { joinAndMove } from './commands/join-visitor.ts'
import { customerHome, type Brand } from './home.ts'
import type { Intake, VisitorLimits } from './intake.ts'
import { longPoll } from './long-poll.ts'
import { transcriptOf } from './transcript.ts'

const OneConversation = z.strictObject({ conversationId: ConversationId })
const access = { config: { permission: 'customer' as const } }
const MOST_ENTRIES = 10_000

type Options = {
  runner: Runner
  intake: Intake
  bus: Bus
  wallet: Wallet | null
  limits: VisitorLimits
  brand: Brand
  timeZone: string /** The server is about to stop: who waits for news is answered now. */
  isDraining: () => boolean
}
type CustomerContext = QueryContext & { actor: CustomerActor }

export const customerRoutes: FastifyPluginAsyncZod<Options> = async (app, { runner, intake, bus, wallet, limits, brand, timeZone, isDraining }) => {
  const { run } = runner
  /** A query as this customer. */
  const ask = <T>(actor: CustomerActor, query: (ctx: CustomerContext) => Promise<T>): Promise<T> => runner.query(actor, (ctx) => query({ ...ctx, actor }))

  app.post('/visitors', { config: { permission: 'public' }, schema: { body: Empty.nullish(), response: { 200: VisitorCreated } } }, async (request) => {
    await runner.query({ kind: 'system' }, (ctx) => countUse(ctx.db, limits.visitors, networkOf(request.ip)))
    return run({ kind: 'system' }, (ctx) => createVisitor(ctx, { language: languageOf(request.headers['accept-language']), address: request.ip }))
  })

  app.post('/join', { ...access, schema: { body: JoinBody, response: { 200: z.strictObject({ conversations: z.int() }) } } }, async (request) => {
    const actor = customerOf(request)
    if (!actor.signedIn) throw new Refused('auth.required')
    // Run as the system: for a moment the conversations are neither's.
    return { conversations: await run({ kind: 'system' }, (ctx) => joinAndMove(ctx, { actor, deviceSecret: request.body.deviceSecret })) }
  })

  app.get('/home', { ...access, schema: { response: { 200: CustomerHome } } }, (request) =>
    ask(customerOf(request), (ctx) => customerHome(ctx, { brand, language: languageOf(request.headers['accept-language']) })),
  )

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
      return longPoll({
        bus,
        read,
        isEmpty: (page) => page.entries.length === 0,
        streamId: conversationId,
        waitMs,
        isOver: () => isDraining() || request.raw.destroyed,
      })
    },
  )

  app.get('/conversations/:conversationId/state', { ...access, schema: { params: OneConversation } }, (request) =>
    ask(customerOf(request), async (ctx) => {
      await accessConversation(ctx, request.params.conversationId)
      return (await liveStates(ctx, [request.params.conversationId], { kind: 'customer' })).get(request.params.conversationId)
    }),
  )

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
      const applied = await run(customerOf(request), (ctx) =>
        requestPerson(ctx, { conversationId: request.params.conversationId, reason: 'asked', summary: '' }),
      )
      return { seq: applied.customerSeq }
    },
  )

  app.post(
    '/conversations/:conversationId/end',
    { ...access, schema: { params: OneConversation, body: Empty.nullish(), response: { 200: CommandAccepted } } },
    async (request) => {
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
    { ...access, schema: { params: OneConversation, body: TypingBody, response: { 200: Empty } } },
    async (request) => {
      const { conversationId } = request.params
      await run(customerOf(request), async (ctx) => {
        await accessConversation(ctx, conversationId)
        await setTyping(ctx, { conversationId, party: 'customer', on: request.body.on })
      })
      return {}
    },
  )

  app.get('/conversations/:conversationId/transcript', { ...access, schema: { params: OneConversation } }, async (request, reply) => {
    const language = languageOf(request.headers['accept-language'])
    const { reference, text } = await ask(customerOf(request), async (ctx) => {
      const row = await accessConversation(ctx, request.params.conversationId)
      const entries = await readCustomerTimeline(ctx, row.id, { after: 0, limit: MOST_ENTRIES })
      return { reference: row.reference, text: transcriptOf(entries, { language, brand: brand.name[language], timeZone, reference: row.reference }) }
    })
    return reply.type('text/plain; charset=utf-8').header('content-disposition', `attachment; filename="${reference}.txt"`).send(text)
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
