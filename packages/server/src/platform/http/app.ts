/** The HTTP server without any module's routes: parsing limits, validation, refusals, access, headers. */
import { randomUUID } from 'node:crypto'
import Fastify, { LogController, type FastifyBaseLogger, type FastifyError, type FastifyInstance } from 'fastify'
import { serializerCompiler, validatorCompiler, hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { Logger } from 'pino'
import type { Language } from '@yingda/protocol/language.ts'
import { REFUSALS, type RefusalCode } from '@yingda/protocol/refusals.ts'
import { wordRefusal } from '@yingda/i18n/refusals.ts'
import { Refused } from '../refused.ts'
import { isConnectionLost } from '../db/connection-lost.ts'
import { trustRule, type TrustProxy } from './address.ts'
import { guardRoutes, type AccessPorts, type RouteAccess } from './access.ts'
import { languageOf } from './language.ts'
import { isPlainText } from './plain-text.ts'
import { requestLog } from './request-log.ts'

/** Of an answer that passes no hook, and so gets no header by one. */
const PLAIN_ANSWER = {
  'content-type': 'application/json; charset=utf-8',
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
}

const BODY_LIMIT_BYTES = 256 * 1024

export type Http = { app: FastifyInstance; routes: readonly RouteAccess[] }

/** @param trustProxy hops or addresses whose `x-forwarded-for` is believed; false = the socket's own address */
export function buildHttp(options: { log: Logger; ports: AccessPorts; trustProxy: TrustProxy }): Http {
  const app: FastifyInstance = Fastify({
    loggerInstance: options.log as FastifyBaseLogger, // pino's own type is narrower than the interface Fastify keeps
    // Where nobody's word is taken nothing is read of who says to have passed it on.
    trustProxy: options.trustProxy === false ? false : trustRule(options.trustProxy),
    bodyLimit: BODY_LIMIT_BYTES,
    forceCloseConnections: 'idle',
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestIds(),
    childLoggerFactory: requestLog,
    routerOptions: { maxParamLength: 200 },
    // An address that cannot be read reaches no route and no error handler.
    frameworkErrors: (_error, request, reply) => {
      const body = refusalBody('request.malformed', {}, languageOf(request.headers['accept-language']))
      reply.raw.writeHead(REFUSALS['request.malformed'], PLAIN_ANSWER).end(JSON.stringify(body))
    },
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refused = asRefused(error)
    if (refused === null) request.log.error({ err: error }, 'unexpected error')
    else if (refused !== error && refused.code === 'server.busy') request.log.warn({ err: error }, 'the database is away')
    const code: RefusalCode | 'server.failed' = refused?.code ?? 'server.failed'
    if (refused?.data['retryAfterSeconds'] !== undefined) reply.header('retry-after', String(refused.data['retryAfterSeconds']))
    return (
      reply
        .code(refused?.status ?? 500)
        .type('application/json; charset=utf-8')
        // The reply's own schema describes success; a refusal is written past it.
        .serializer(JSON.stringify)
        .send(refusalBody(code, refused?.data ?? {}, languageOf(request.headers['accept-language'])))
    )
  })
  app.setNotFoundHandler(() => {
    throw new Refused('request.not_found')
  })
  const routes = guardRoutes(app, options.ports)
  app.addHook('preValidation', ({ body, query, params }, _reply, done) => {
    if (isPlainText([body, query, params])) done()
    else done(new Refused('request.invalid'))
  })
  return { app, routes }
}

/** By which a request is found again in the log: of no other request, of whichever process. */
function requestIds(): () => string {
  const here = randomUUID()
  let count = 0
  return () => `${here}.${(count += 1)}`
}

/** How a refusal is told to a caller, over HTTP and over a socket. */
export function refusalBody(code: RefusalCode | 'server.failed', data: Readonly<Record<string, unknown>>, language: Language) {
  return { code, message: wordRefusal(code, language, data), data }
}

/** What went wrong as one of the listed refusals, or null when it is a bug. */
function asRefused(error: FastifyError): Refused | null {
  if (error instanceof Refused) return error
  if (isConnectionLost(error)) return new Refused('server.busy')
  if (hasZodFastifySchemaValidationErrors(error)) {
    return new Refused('request.invalid', { problems: error.validation.map((problem) => ({ at: problem.instancePath, what: problem.message })).slice(0, 20) })
  }
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Refused('request.too_large')
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new Refused('request.unsupported_type')
  if (error.code === 'FST_REQ_FILE_TOO_LARGE') return new Refused('attachment.too_large')
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) return new Refused('request.malformed')
  return null
}

/** Answers what was asked, then lets go of every connection: one that is kept alive would hold us for a minute. */
export async function closeHttp(app: FastifyInstance): Promise<void> {
  const idle = setInterval(() => app.server.closeIdleConnections(), 100)
  await app.close()
  clearInterval(idle)
}
