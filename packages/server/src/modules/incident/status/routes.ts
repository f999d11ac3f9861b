/** The public's doors: the page, the same for programs, and the feed. Answered from memory alone. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import * as z from 'zod'
import { Language } from '@yingda/protocol/language.ts'
import { StatusAnswer } from '@yingda/protocol/http/status.ts'
import { languageOf } from '../../../platform/http/language.ts'
import { Refused } from '../../../platform/refused.ts'
import type { StatusBoard } from './board.ts'
import { statusFeed } from './feed.ts'
import { formOrigin, noStatusPage, statusPage } from './page.ts'
import type { StatusLinks } from './status-links.ts'
import { statusPolicy } from './style.ts'

/** What is asked in another way than known is answered in the caller's language. */
const Query = z.object({ lang: Language.optional().catch(undefined) })
const open = { permission: 'public' as const }
const FRESH = 'public, max-age=15, stale-if-error=86400'
const COME_BACK_SECONDS = 10

const links = (language: Language): StatusLinks => ({
  other: `/status?lang=${language === 'en' ? 'zh-CN' : 'en'}`,
  feed: `/status/feed.xml?lang=${language}`,
  json: '/status.json',
})

/** @param publicUrl where the feed's readers find the page; null: at the name they asked */
export const statusRoutes: FastifyPluginAsyncZod<{ board: StatusBoard; publicUrl: string | null }> = async (app, { board, publicUrl }) => {
  app.get('/status', { config: open, schema: { querystring: Query, hide: true } }, async (request, reply) => {
    const language = spoken(request, request.query.lang)
    const shown = board.shown()
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', `${statusPolicy(shown === null ? null : formOrigin(shown.snapshot))}; frame-ancestors 'none'`)
    if (shown === null)
      return reply
        .code(503)
        .header('retry-after', String(COME_BACK_SECONDS))
        .send(noStatusPage(language, links(language).other))
    return forAnybody(reply).send(statusPage(shown.snapshot, { language, age: shown.age, links: links(language) }))
  })

  app.get('/status.json', { config: open, schema: { response: { 200: StatusAnswer } } }, async (_request, reply) => {
    const { snapshot, age } = known(board)
    return forAnybody(reply).send({ ...snapshot, age })
  })

  app.get('/status/feed.xml', { config: open, schema: { querystring: Query, hide: true } }, async (request, reply) => {
    const language = spoken(request, request.query.lang)
    const { snapshot } = known(board)
    return forAnybody(reply)
      .type('application/atom+xml; charset=utf-8')
      .send(statusFeed(snapshot, language, publicUrl ?? `${request.protocol}://${request.host}`))
  })
}

const spoken = (request: FastifyRequest, asked: Language | undefined): Language => asked ?? languageOf(request.headers['accept-language'])

/** Any page may read it, and whatever stands in between may keep it for a moment. */
const forAnybody = (reply: FastifyReply): FastifyReply =>
  reply
    .header('cache-control', FRESH)
    .header('vary', 'accept-language')
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin')

function known(board: StatusBoard): NonNullable<ReturnType<StatusBoard['shown']>> {
  const shown = board.shown()
  if (shown === null) throw new Refused('server.busy', { retryAfterSeconds: COME_BACK_SECONDS })
  return shown
}
