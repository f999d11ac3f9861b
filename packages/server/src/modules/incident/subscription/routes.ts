/** The public's doors to hear of incidents by mail: plain forms, answered with pages that say nothing of who is known. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import * as z from 'zod'
import { mailAddress } from '@yingda/domain/delivery/address.ts'
import { Language, type Bilingual } from '@yingda/protocol/language.ts'
import type { Runner } from '../../../platform/command.ts'
import { networkOf } from '../../../platform/http/address.ts'
import { languageOf } from '../../../platform/http/language.ts'
import { countUse, type Limit } from '../../../platform/rate-limit.ts'
import { Refused } from '../../../platform/refused.ts'
import { statusPolicy } from '../status/style.ts'
import { answerPage, askingPage, type Answer } from './answer-pages.ts'
import { askToSubscribe } from './ask.ts'
import type { SubscriptionLinks } from './links.ts'
import { confirmSubscriber, forgetSubscriber } from './store.ts'

export type SubscriptionOptions = {
  runner: Runner
  links: SubscriptionLinks
  brand: Bilingual
  /** Whether mail goes out here; whoever has subscribed may leave all the same. */
  hasMail: boolean
  now: () => Date
}

const SYSTEM = { kind: 'system' } as const
const BODY_LIMIT_BYTES = 4096
const PER_NETWORK: Limit = { name: 'status subscriptions', most: 20, windowSeconds: 3600 }
const Linked = z.object({ t: z.string().max(300).catch('') })
const Form = z.object({ email: z.string().catch(''), lang: Language.optional().catch(undefined) })
const open = { permission: 'public' as const, work: 'beginning' as const }
/** Who follows a link of ours has been asked to; a mail program's one click is not sent again. */
const linked = { permission: 'public' as const, work: 'running' as const }
const CODES: Readonly<Partial<Record<Answer, number>>> = { address_wrong: 422, too_often: 429, not_here: 404, link_old: 410, leave_link_wrong: 410 }

export const subscriptionRoutes: FastifyPluginAsyncZod<SubscriptionOptions> = async (app, { runner, links, brand, hasMail, now }) => {
  // Forms, and whatever mail programs send along with one click; nothing else is read here.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: BODY_LIMIT_BYTES }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )

  const asPage = (reply: FastifyReply): FastifyReply =>
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', `${statusPolicy("'self'")}; frame-ancestors 'none'`)
      .header('cache-control', 'no-store')
  const page = (reply: FastifyReply, text: string): FastifyReply => asPage(reply).send(text)
  const answer = (reply: FastifyReply, what: Answer, language: Language): FastifyReply =>
    page(reply.code(CODES[what] ?? 200), answerPage(what, language, brand))

  /** In which language the form or the mail was, as far as it can be read. */
  const languageAsked = (request: FastifyRequest): Language => {
    const { t } = Linked.parse(request.query ?? {})
    const inLink = links.readConfirm(t, now()) ?? links.readLeave(t)
    return inLink?.language ?? Form.safeParse(request.body).data?.lang ?? languageOf(request.headers['accept-language'])
  }

  // What was refused on the way, while many ask or the database is away, is read by whoever has pressed a button.
  app.addHook('onSend', async (request, reply, payload) => {
    if (reply.statusCode < 400 || !String(reply.getHeader('content-type')).startsWith('application/json')) return payload
    asPage(reply)
    return answerPage('not_now', languageAsked(request), brand)
  })

  app.post('/status/subscriptions', { config: open, schema: { hide: true } }, async (request, reply) => {
    const { email: typed, lang } = Form.parse(request.body ?? {})
    const language = lang ?? languageOf(request.headers['accept-language'])
    if (!hasMail) return answer(reply, 'not_here', language)
    const email = mailAddress(typed)
    if (email === null) return answer(reply, 'address_wrong', language)
    const secondsLeft = await countNetwork(runner, request.ip)
    if (secondsLeft !== null) return answer(reply.header('retry-after', String(secondsLeft)), 'too_often', language)
    await runner.run(SYSTEM, (ctx) => askToSubscribe(ctx, { email, language }))
    return answer(reply, 'asked', language)
  })

  app.get('/status/subscriptions/confirm', { config: linked, schema: { querystring: Linked, hide: true } }, async (request, reply) => {
    const subscriber = links.readConfirm(request.query.t, now())
    if (subscriber === null) return answer(reply, 'link_old', languageOf(request.headers['accept-language']))
    return page(reply, askingPage('confirm', { ...subscriber, brand, token: request.query.t }))
  })

  app.post('/status/subscriptions/confirm', { config: linked, schema: { querystring: Linked, hide: true } }, async (request, reply) => {
    const subscriber = links.readConfirm(request.query.t, now())
    const isConfirmed = subscriber !== null && (await runner.run(SYSTEM, (ctx) => confirmSubscriber(ctx, subscriber)))
    return answer(reply, isConfirmed ? 'confirmed' : 'link_old', subscriber?.language ?? languageOf(request.headers['accept-language']))
  })

  app.get('/status/subscriptions/leave', { config: linked, schema: { querystring: Linked, hide: true } }, async (request, reply) => {
    const subscriber = links.readLeave(request.query.t)
    if (subscriber === null) return answer(reply, 'leave_link_wrong', languageOf(request.headers['accept-language']))
    return page(reply, askingPage('leave', { ...subscriber, brand, token: request.query.t }))
  })

  app.post('/status/subscriptions/leave', { config: linked, schema: { querystring: Linked, hide: true } }, async (request, reply) => {
    const subscriber = links.readLeave(request.query.t)
    if (subscriber === null) return answer(reply, 'leave_link_wrong', languageOf(request.headers['accept-language']))
    await runner.run(SYSTEM, (ctx) => forgetSubscriber(ctx, subscriber.id))
    return answer(reply, 'left', subscriber.language)
  })
}

/** @returns null when it may ask, else after how many seconds it may again */
async function countNetwork({ query }: Runner, address: string): Promise<number | null> {
  try {
    await query(SYSTEM, ({ db }) => countUse(db, PER_NETWORK, networkOf(address)))
    return null
  } catch (error) {
    if (error instanceof Refused) return Number(error.data['retryAfterSeconds'])
    throw error
  }
}
