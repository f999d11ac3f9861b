/** HTTP doors to the help articles: for everybody before they are known, and for staff. */
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import * as z from 'zod'
import { ArticleHits, ArticleView } from '@yingda/protocol/http/customer.ts'
import { Language } from '@yingda/protocol/language.ts'
import type { Access } from '../../platform/http/access.ts'
import { languageOf } from '../../platform/http/language.ts'
import { countReading, type Readers } from './count-reading.ts'
import { hitOf, viewArticle } from './library.ts'
import type { Knowledge } from './open-knowledge.ts'

const Search = z.strictObject({
  q: z.string().trim().max(500).default(''),
  language: Language.optional(),
  limit: z.coerce.number().int().min(1).max(20).default(8),
})
const One = z.strictObject({ slug: z.string().max(100) })
const In = z.strictObject({ language: Language.optional() })

/** Paths are whole; register it without a prefix. */
export const knowledgeRoutes: FastifyPluginAsyncZod<{ knowledge: Knowledge; readers: Readers }> = async (app, { knowledge, readers }) => {
  const doors: readonly { prefix: string; permission: Access; before: (request: FastifyRequest) => Promise<void> }[] = [
    { prefix: '/api/customer/articles', permission: 'public', before: (request) => countReading(knowledge, readers, request) },
    { prefix: '/api/staff/articles', permission: 'article.read', before: async () => {} },
  ]
  const languageFor = (request: FastifyRequest, asked: Language | undefined): Language => asked ?? languageOf(request.headers['accept-language'])

  for (const { prefix, permission, before } of doors) {
    // An empty search lists nothing: what customers ask most is not known before they have asked.
    app.get(prefix, { config: { permission }, schema: { querystring: Search, response: { 200: ArticleHits } } }, async (request) => {
      await before(request)
      const { q, limit } = request.query
      if (q === '') return { articles: [] }
      const library = await knowledge.library()
      return { articles: library.search(q, languageFor(request, request.query.language), limit).map(hitOf) }
    })

    app.get(`${prefix}/:slug`, { config: { permission }, schema: { params: One, querystring: In, response: { 200: ArticleView } } }, async (request) => {
      await before(request)
      return viewArticle(await knowledge.library(), request.params.slug, languageFor(request, request.query.language))
    })
  }
}
