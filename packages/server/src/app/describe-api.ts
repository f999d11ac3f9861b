import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import { ROUTE_SUMMARIES } from './route-summaries.ts'

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'"

const MARK = {
  type: 'image/svg+xml' as const,
  content: Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><rect width="40" height="40" rx="9" fill="#0B7A6B"/><text x="20" y="28" font-size="22" text-anchor="middle" fill="#fff" font-family="sans-serif">应</text><text x="50" y="27" font-size="20" fill="#fff" font-family="sans-serif">Yingda</text></svg>`,
  ),
  href: '/docs',
  target: '_self' as const,
}

const file = { type: 'string', format: 'binary', description: 'One file of at most 10 MB: a picture or a PDF' }
const UPLOAD = { consumes: ['multipart/form-data'], body: { type: 'object', properties: { file }, required: ['file'], additionalProperties: false } }
const text = (type: string, description: string) => ({ response: { 200: { description, content: { [type]: { schema: { type: 'string' } } } } } })

/** What is no JSON goes past the schemas that validate, and is described here. */
const BARE: Readonly<Record<string, object>> = {
  'POST /api/customer/attachments': UPLOAD,
  'POST /api/staff/attachments': UPLOAD,
  'GET /api/customer/conversations/:conversationId/transcript': text('text/plain', 'What was said, in the caller’s language'),
  'GET /metrics': text('text/plain', 'In the text format of Prometheus'),
}

/** OpenAPI 3.1 from the very schemas that validate, with readable documents under `/docs`. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Yingda 应答',
        version: '0.1.0',
        description:
          'The service desk for digital wallets. Refusals carry a stable `code`, words in the caller’s language and `data`; live frames are described in docs/flow.md.',
      },
      tags: [
        { name: 'customer', description: 'A wallet’s customer: bearer token signed by the wallet, or a visitor’s device secret' },
        { name: 'staff', description: 'Agents, leads and admins: session cookie, and `x-yingda-csrf` on unsafe requests' },
        { name: 'operations', description: 'For those who run the service' },
      ],
      components: {
        securitySchemes: {
          customer: { type: 'http', scheme: 'bearer' },
          staff: { type: 'apiKey', in: 'cookie', name: 'yingda_session' },
        },
      },
    },
    transform: (route) => {
      const tag = route.url.startsWith('/api/customer') ? 'customer' : route.url.startsWith('/api/staff') ? 'staff' : 'operations'
      const described = jsonSchemaTransform(route)
      const inPublicFolder = ['/console', '/widget', '/docs'].some((folder) => route.url.startsWith(folder))
      const security = tag === 'operations' ? [] : [{ [tag]: [] }]
      const method = [route.route.method].flat()[0] ?? 'GET'
      const summary = ROUTE_SUMMARIES[`${method} ${route.url}`]
      const bare = BARE[`${method} ${route.url}`]
      const hide = inPublicFolder || described.schema?.hide === true
      return { ...described, schema: { ...described.schema, ...bare, ...(summary === undefined ? {} : { summary }), tags: [tag], security, hide } }
    },
  })
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: POLICY,
    logo: MARK,
    theme: { title: 'Yingda 应答: API' },
    uiConfig: { docExpansion: 'list', deepLinking: true, validatorUrl: null },
  })
}
