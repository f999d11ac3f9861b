/** The demo wallet's web app: pages for the customer chosen in a cookie, and the token by which the desk knows him. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { Brand } from '../brand.ts'
import { pageOf } from '../connector/keyset.ts'
import { customerToken } from '../identity/customer-token.ts'
import type { WalletData } from '../wallet-data.ts'
import { ChooseForm, SettingsForm, acceptForms } from './forms.ts'
import type { Html } from './html.ts'
import { page } from './layout.ts'
import { noticeStream } from './notice-stream.ts'
import type { NoticeBoard } from './notices.ts'
import { accountPage } from './pages/account.ts'
import { choosePage } from './pages/choose.ts'
import { homePage } from './pages/home.ts'
import { notFoundPage } from './pages/not-found.ts'
import { transactionPage } from './pages/transaction.ts'
import { transactionsPage } from './pages/transactions.ts'
import { staticFiles } from './static-files.ts'
import type { Visitor } from './visitor.ts'
import { chosenCustomer, setCookie, visitorOf } from './visitor.ts'
import { webhookRoute } from './webhook.ts'

export type DemoWalletTerms = {
  data: WalletData
  board: NoticeBoard
  brand: Brand
  deskUrl: string
  identitySecret: string
  issuer: string
  webhookSecret: string
  now: () => Date
}

export const APP_VERSION = '9.4.1'
const PAGE_ROWS = 25
const HOME = '/demo-wallet/'
const CursorQuery = z.object({ cursor: z.string().max(400).optional() }).catch({})

export async function demoWalletRoutes(app: FastifyInstance, terms: DemoWalletTerms) {
  const { data, board, brand, deskUrl, now } = terms
  acceptForms(app)
  app.register(staticFiles)
  app.register(noticeStream, { data, board })
  app.register(webhookRoute, { secret: terms.webhookSecret, board, now })

  app.get('/', async (request, reply) =>
    show(
      request,
      reply,
      (visitor) => visitor.words.homeTitle,
      (visitor) => {
        const overview = visitor.story && data.overview(visitor.story.customer.externalId, visitor.now)
        return overview ? homePage(overview, visitor) : choosePage(data.stories, visitor)
      },
    ),
  )
  app.get('/customers', async (request, reply) =>
    show(
      request,
      reply,
      ({ words }) => words.chooseTitle,
      (visitor) => choosePage(data.stories, visitor),
    ),
  )
  app.get('/account', async (request, reply) =>
    show(
      request,
      reply,
      ({ words }) => words.details,
      (visitor) => {
        const overview = visitor.story && data.overview(visitor.story.customer.externalId, visitor.now)
        return overview && accountPage(overview, visitor)
      },
    ),
  )
  app.get('/transactions', async (request, reply) =>
    show(
      request,
      reply,
      ({ words }) => words.all,
      (visitor) => {
        const found = pageOf(transactionsOf(visitor), CursorQuery.parse(request.query).cursor, PAGE_ROWS)
        return visitor.story && found && transactionsPage(found, visitor)
      },
    ),
  )
  app.get<{ Params: { id: string } }>('/transactions/:id', async (request, reply) =>
    show(
      request,
      reply,
      ({ words }) => words.where,
      (visitor) => {
        const found = transactionsOf(visitor).find((one) => one.id === request.params.id)
        return found ? transactionPage(found, visitor) : null
      },
    ),
  )

  /** A fresh token for the customer chosen; the widget asks again before it runs out. */
  app.get('/token', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const visitor = visitorOf(request, data, now())
    if (!visitor.story) return reply.code(401).send({ code: 'not_signed_in' })
    const { email, customer } = visitor.story
    const { externalId, name } = customer
    const token = await customerToken(
      { externalId, name, locale: visitor.language, email },
      { secret: terms.identitySecret, issuer: terms.issuer, now: visitor.now },
    )
    return reply.type('text/plain; charset=utf-8').send(token)
  })

  app.post('/customer', async (request, reply) => {
    const form = ChooseForm.safeParse(request.body)
    setCookie(reply, 'yunhe_customer', (form.success && data.story(form.data.externalId)?.customer.externalId) || '')
    return reply.redirect(HOME, 303)
  })
  app.post('/settings', async (request, reply) => {
    const form = SettingsForm.safeParse(request.body)
    if (!form.success) return reply.redirect(HOME, 303)
    if (form.data.language) setCookie(reply, 'yunhe_language', form.data.language)
    if (form.data.theme) setCookie(reply, 'yunhe_theme', form.data.theme)
    return reply.redirect(form.data.back, 303)
  })
  app.post('/notices/seen', async (request, reply) => {
    const story = chosenCustomer(request, data)
    if (story) board.markSeen(story.customer.externalId)
    return reply.code(204).send()
  })

  app.setNotFoundHandler(async (request, reply) =>
    show(
      request,
      reply,
      ({ words }) => words.notFoundTitle,
      () => null,
    ),
  )

  const transactionsOf = ({ story, now: asOf }: Visitor) => (story && data.transactions(story.customer.externalId, asOf)) || []

  /** No body = there is no such page for this visitor. */
  function show(request: FastifyRequest, reply: FastifyReply, title: (visitor: Visitor) => string, body: (visitor: Visitor) => Html | null) {
    const visitor = visitorOf(request, data, now())
    const found = body(visitor)
    const notices = visitor.story ? board.unseen(visitor.story.customer.externalId) : []
    return reply
      .code(found ? 200 : 404)
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(page({ brand, deskUrl, appVersion: APP_VERSION, notices }, visitor, title(visitor), found ?? notFoundPage(visitor)))
  }
}
