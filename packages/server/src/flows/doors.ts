/**
 * Every door of a running server that names a conversation, a customer, a file or an entry, with words that it takes.
 * The doors are the server's own list: a new one stops the tests until it is written down here.
 */
import { randomUUID } from 'node:crypto'
import type { RouteAccess } from '../platform/http/access.ts'
import { ask, type Answer, type Caller } from './callers.ts'
import type { Desk } from './desk.ts'
import { words } from './talk.ts'

/** What a door is asked about; to `agentId` it is to be given. */
export type Target = { conversationId: string; customerId: string; attachmentId: string; agentId: string }

type Words = { body?: unknown; query?: string }
const nothing = (): Words => ({})
const empty = (): Words => ({ body: {} })
const typing = (): Words => ({ body: { on: true } })
const marks = (): Words => ({ body: { delivered: 1, read: 1 } })
const message = (): Words => ({ body: words('hello') })

/** Route → what is sent there so that nothing but reach can be wrong with it. */
const WORDS: Readonly<Record<string, (ids: Target) => Words>> = {
  'GET /api/staff/conversations/:conversationId': nothing,
  'GET /api/staff/conversations/:conversationId/entries': nothing,
  'GET /api/staff/conversations/:conversationId/export': nothing,
  'GET /api/staff/attachments/:attachmentId/link': () => ({ query: '?variant=original' }),
  'GET /api/staff/customers/:customerId': nothing,
  'GET /api/staff/customers/:customerId/wallet': ({ conversationId }) => ({ query: `?conversationId=${conversationId}` }),
  'POST /api/staff/customers/:customerId/block': () => ({ body: { hours: 1, reason: 'insults' } }),
  'DELETE /api/staff/customers/:customerId/block': nothing,
  'PUT /api/staff/customers/:customerId/care': () => ({ body: { care: true, reason: 'needs more time' } }),
  'POST /api/staff/conversations/:conversationId/await-customer': empty,
  'POST /api/staff/conversations/:conversationId/entries/:seq/redact': () => ({ body: { reason: 'a secret' } }),
  'POST /api/staff/conversations/:conversationId/marks': marks,
  'POST /api/staff/conversations/:conversationId/merge': () => ({ body: { targetId: randomUUID() } }),
  'POST /api/staff/conversations/:conversationId/messages': message,
  'POST /api/staff/conversations/:conversationId/notes': () => ({ body: { clientId: randomUUID(), text: 'a note', mentions: [] } }),
  'POST /api/staff/conversations/:conversationId/reopen': empty,
  'POST /api/staff/conversations/:conversationId/resolve': () => ({ body: { outcome: 'answered' } }),
  'POST /api/staff/conversations/:conversationId/snooze': () => ({ body: { until: '2030-01-01T00:00:00.000Z' } }),
  'POST /api/staff/conversations/:conversationId/transfer': () => ({ body: { teamId: randomUUID(), agentId: null, note: '' } }),
  'POST /api/staff/conversations/:conversationId/typing': typing,
  'POST /api/staff/conversations/:conversationId/undelivered/:seq/retry': empty,
  'POST /api/staff/conversations/:conversationId/undelivered/:seq/settle': () => ({ body: { note: 'called him' } }),
  'POST /api/staff/conversations/:conversationId/wake': empty,
  'PUT /api/staff/conversations/:conversationId/assignee': ({ agentId }) => ({ body: { agentId } }),
  'PUT /api/staff/conversations/:conversationId/restriction': () => ({ body: { restricted: true } }),
  'GET /api/staff/conversations/:conversationId/call-back-times': nothing,
  'POST /api/staff/conversations/:conversationId/called-back': () => ({ body: { reached: true, again: null } }),
  'POST /api/staff/conversations/:conversationId/call-back-number': empty,
  'POST /api/staff/conversations/:conversationId/offer/accept': empty,
  'POST /api/staff/conversations/:conversationId/offer/decline': empty,
  'GET /api/customer/conversations/:conversationId/call-back-times': nothing,
  'PUT /api/customer/conversations/:conversationId/call-back': () => ({ body: { channel: 'phone', number: '+8613800138000', from: null } }),
  'POST /api/customer/conversations/:conversationId/call-back/cancel': empty,
  'GET /api/customer/attachments/:attachmentId/link': () => ({ query: '?variant=original' }),
  'GET /api/customer/conversations/:conversationId': nothing,
  'GET /api/customer/conversations/:conversationId/entries': nothing,
  'GET /api/customer/conversations/:conversationId/state': nothing,
  'GET /api/customer/conversations/:conversationId/transcript': nothing,
  'POST /api/customer/conversations/:conversationId/answer-rating': () => ({ body: { seq: 1, helped: true } }),
  'POST /api/customer/conversations/:conversationId/back-to-bot': empty,
  'POST /api/customer/conversations/:conversationId/end': empty,
  'POST /api/customer/conversations/:conversationId/marks': marks,
  'POST /api/customer/conversations/:conversationId/messages': message,
  'POST /api/customer/conversations/:conversationId/person': empty,
  'POST /api/customer/conversations/:conversationId/transaction': () => ({ body: { transactionId: 'T-1' } }),
  'POST /api/customer/conversations/:conversationId/typing': typing,
  'PUT /api/customer/conversations/:conversationId/rating': () => ({ body: { score: 5, words: '' } }),
}

/** Doors that open by a signed link instead of by who asks; `modules/attachment/links.test.ts` holds them. */
const BY_LINK = new Set(['GET /files/:attachmentId/:variant'])

export type Door = { name: string; route: RouteAccess; knock(caller: Caller, target: Target): Promise<Answer> }

/** @throws Error naming the doors that have no words */
export function doorsOf(desk: Desk): Door[] {
  const named = desk.app.routes.filter(
    ({ method, url }) => !['HEAD', 'OPTIONS'].includes(method) && /:(?:conversation|customer|attachment|entry|seq)/i.test(url),
  )
  const known = named.map((route) => ({ route, name: `${route.method} ${route.url}` })).filter(({ name }) => !BY_LINK.has(name))
  const unknown = known.filter(({ name }) => WORDS[name] === undefined).map(({ name }) => name)
  if (unknown.length > 0) throw new Error(`doors that are not tried: ${unknown.join(', ')}`)
  return known.map(({ route, name }) => ({
    name,
    route,
    knock(caller, target) {
      const { body, query = '' } = WORDS[name]?.(target) ?? {}
      const path = route.url.replace(/:(\w+)/g, (_, parameter: string) =>
        parameter === 'seq' ? '1' : (new Map(Object.entries(target)).get(parameter) ?? parameter),
      )
      return ask(desk, route.method as 'GET' | 'POST' | 'PUT' | 'DELETE', path + query, body, { headers: caller.headers }) // the list holds no other method
    },
  }))
}
