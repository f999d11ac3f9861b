import helmet, { type FastifyHelmetOptions } from '@fastify/helmet'
import Fastify, { type FastifyInstance } from 'fastify'
import * as z from 'zod'

const HeadersSet = z.record(z.string(), z.string())

/**
 * Headers of every answer. An answer of the API is no page and may load, run and frame nothing; the console, the files
 * and the documents set what they need themselves.
 */
export async function secureHeaders(app: FastifyInstance, { isHttps }: { isHttps: boolean }): Promise<void> {
  const headers = await headersBy({
    contentSecurityPolicy: { useDefaults: false, directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] } },
    // frame-ancestors says it, and the operator may allow a page to frame the console
    frameguard: false,
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  })
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers)
    done()
  })
}

/** What helmet sets, read once: it would reckon the same anew for every request. */
async function headersBy(options: FastifyHelmetOptions): Promise<z.infer<typeof HeadersSet>> {
  const asked = Fastify()
  await asked.register(helmet, options)
  asked.get('/', async (_request, reply) => reply.raw.getHeaders())
  const answer = await asked.inject('/')
  await asked.close()
  return HeadersSet.parse(answer.json())
}
