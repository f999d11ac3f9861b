/** Each request is judged at the door: before anybody is asked who it is from, and before a byte of its body is read. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Admission } from './admission.ts'
import { anErrand, onErrand, type Errand, type Work } from './work.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a request of this route is worth while more is asked than can be done; `usualWork` where it is not said. */
    work?: Work | ((request: FastifyRequest) => Work)
  }
  interface FastifyRequest {
    errand: Errand | null
  }
}

const URGENT_UP_TO = 1
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/** To be called before routes are registered, and after the hooks whose headers a refusal has to carry. */
export function admitRequests(app: FastifyInstance, admission: Pick<Admission, 'admit'>): void {
  app.decorateRequest('errand', null)
  app.addHook('onRequest', (request, _reply, done) => {
    const errand = anErrand(workOf(request))
    request.errand = errand
    try {
      admission.admit(errand.work)
    } catch (error) {
      done(error as Error) // a refusal
      return
    }
    onErrand(errand, done)
  })
  // The body arrived in events of the connection, which know nothing of the request.
  app.addHook('preValidation', (request, _reply, done) => {
    if (request.errand === null) done()
    else onErrand(request.errand, done)
  })
}

export function workOf(request: FastifyRequest): Work {
  const { work, permission } = request.routeOptions.config
  if (typeof work === 'function') return work(request)
  return work ?? usualWork(permission ?? 'public', request.method)
}

/**
 * What a client says of its own request (RFC 9218, `priority: u=0` is the most urgent). Believed at the door only, where
 * the body that would show it is not read yet.
 */
export function saysUrgent({ headers }: FastifyRequest): boolean {
  const urgency = /(?:^|[,\s])u=([0-7])/.exec(String(headers['priority'] ?? ''))?.[1]
  return urgency !== undefined && Number(urgency) <= URGENT_UP_TO
}

/** It is worth less than it said: judged again, and in line it stands where it belongs. @throws Refused as `admit` does */
export function judgeAgain({ errand }: FastifyRequest, work: Work, admission: Pick<Admission, 'admit'>): void {
  if (errand === null || errand.work === work) return
  admission.admit(work)
  errand.work = work
}

/** Whoever says nothing else: to read is worth less than to act, and what staff do more than what customers do. */
export function usualWork(permission: string, method: string): Work {
  const isSafe = SAFE_METHODS.has(method)
  if (permission === 'public') return isSafe ? 'kept' : 'answer'
  if (isSafe) return 'reading'
  return permission === 'customer' ? 'running' : 'answer'
}
