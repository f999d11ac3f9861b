/**
 * A desk made of routes in the browser: the built widget's files, the customer's HTTP doors and the socket, on an origin
 * that exists nowhere. It keeps the contract's promises (numbering, once by client id) and can be made to break.
 */
import { readFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Page, Route, WebSocketRoute } from 'playwright-core'
import type { CustomerView, TransactionCard } from '@yingda/protocol/entries/views.ts'
import type { CallBackBody, CallBackChoices } from '@yingda/protocol/http/call-back.ts'
import type { ArticleHit, ArticleView, CustomerHome, StartConversationBody } from '@yingda/protocol/http/customer.ts'
import type { ClientFrame, ConversationState, ServerFrame } from '@yingda/protocol/realtime.ts'
import { builtWidget } from './built.ts'
import { aConversation, add, aHome, asId, said, type FakeConversation } from './fake-data.ts'
import { DESK, pageOf, POLICY, WALLET } from './fake-wallet.ts'

export const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-methods': '*',
  'access-control-expose-headers': 'retry-after, date',
  'cross-origin-resource-policy': 'cross-origin',
}

export type FakeDesk = Awaited<ReturnType<typeof fakeDesk>>
type Asked = { method: string; path: string; token: string | null; urgent: boolean; body: unknown }

const isNew = (method: string, path: string): boolean =>
  path === '/home' || path === '/articles' || path === '/visitors' || (method === 'POST' && path.startsWith('/conversations'))

export async function fakeDesk(page: Page, start: { home?: Partial<CustomerHome>; conversations?: FakeConversation[] } = {}) {
  const conversations = start.conversations ?? []
  const files = await builtWidget()
  const asked: Asked[] = []
  const foreign: string[] = []
  const sockets = new Set<WebSocketRoute>()
  const desk = {
    home: start.home ?? {},
    conversations,
    asked,
    foreign,
    transactions: [] as TransactionCard[],
    articles: [] as ArticleView[],
    hits: [] as ArticleHit[],
    callBackTimes: { slots: [], best: [], mail: null } as CallBackChoices,
    /** `blocked`: sockets close before hello; `deaf`: what the widget says on them goes nowhere; `down`: nothing answers; `busy`: 503; `crowded`: neither anything new nor the first screen is taken on. */
    socket: 'open' as 'open' | 'blocked' | 'deaf',
    http: 'open' as 'open' | 'down' | 'busy' | 'crowded' | 'lost',
    /** How reading a conversation is turned away; null = it is not. */
    turnsReadersAway: null as { status: number; code: string; message: string } | null,
    delayMs: 0,
    /** A file of the widget that does not arrive. */
    withoutFile: null as string | null,
    onMessage: (_conversation: FakeConversation, _text: string) => {},
    frames: [] as ClientFrame[],
    post(conversation: FakeConversation, view: CustomerView, more: Partial<FakeConversation['summary']> = {}, at?: string) {
      const entry = add(conversation, view, at)
      conversation.summary = { ...conversation.summary, ...more }
      push({ t: 'entries', stream: `conversation:${conversation.summary.id}`, entries: [entry] })
      push({ t: 'changed', stream: 'mine', conversationIds: [conversation.summary.id] })
      return entry
    },
    tell(conversation: FakeConversation, state: Partial<ConversationState>) {
      conversation.state = { ...conversation.state, ...state }
      push({ t: 'state', conversationId: conversation.summary.id, state: conversation.state })
    },
    push,
    cutSockets(code = 1006) {
      for (const socket of sockets) void socket.close({ code: code === 1006 ? 3000 : code })
      sockets.clear()
    },
  }
  function push(frame: ServerFrame) {
    for (const socket of sockets) socket.send(JSON.stringify(frame))
  }

  await page.route('**/*', async (route) => {
    const url = new URL(route.request().url())
    if (url.origin === WALLET) return route.fulfill({ contentType: 'text/html', headers: { 'content-security-policy': POLICY }, body: pageOf(url) })
    if (url.origin !== DESK) {
      foreign.push(url.href)
      return route.abort()
    }
    if (url.pathname.slice(1) === desk.withoutFile) return route.abort('connectionreset')
    if (!url.pathname.startsWith('/api/')) return fulfillFile(route, join(files, url.pathname))
    return api(route, url)
  })
  await page.routeWebSocket(/\/ws\/customer$/, (socket) => {
    if (desk.socket === 'blocked') return void socket.close({ code: 3000 })
    socket.onMessage((text) => hear(socket, JSON.parse(String(text)) as ClientFrame))
    socket.onClose(() => void sockets.delete(socket))
  })

  function hear(socket: WebSocketRoute, frame: ClientFrame) {
    if (desk.socket === 'deaf') return
    desk.frames.push(frame)
    const send = (answer: ServerFrame) => socket.send(JSON.stringify(answer))
    if (frame.t === 'hello') {
      sockets.add(socket)
      send({ t: 'hello', you: { kind: 'customer', id: 'c', name: null }, expiresAt: new Date(Date.now() + 600_000).toISOString() })
    }
    if (frame.t === 'renew') send({ t: 'renewed', expiresAt: new Date(Date.now() + 600_000).toISOString() })
    if (frame.t === 'ping') send({ t: 'pong' })
    if (frame.t !== 'subscribe') return
    const held = conversations.find(({ summary }) => `conversation:${summary.id}` === frame.stream)
    if (held === undefined) return send({ t: 'live', stream: frame.stream, seq: 0 })
    const missing = held.entries.filter(({ seq }) => seq > frame.after)
    if (missing.length > 0) send({ t: 'entries', stream: frame.stream, entries: missing })
    send({ t: 'state', conversationId: held.summary.id, state: held.state })
    send({ t: 'live', stream: frame.stream, seq: held.entries.length })
  }

  async function api(route: Route, url: URL): Promise<void> {
    const request = route.request()
    if (request.method() === 'OPTIONS') return route.fulfill({ status: 204, headers: CORS })
    if (desk.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, desk.delayMs))
    const path = url.pathname.replace('/api/customer', '')
    const isJson = request.headers()['content-type']?.startsWith('application/json') ?? false
    const body: unknown = isJson ? request.postDataJSON() : null
    if (desk.http === 'down') return route.abort('internetdisconnected')
    asked.push({
      method: request.method(),
      path: path + url.search,
      token: request.headers()['authorization'] ?? null,
      urgent: request.headers()['priority'] === 'u=0',
      body,
    })
    if (desk.http === 'busy') return answer(route, 503, { code: 'server.busy', message: '', data: {} })
    if (desk.http === 'crowded' && isNew(request.method(), path)) {
      const headers = { ...CORS, 'retry-after': '9' }
      return route.fulfill({ status: 503, headers, json: { code: 'server.overloaded', message: '', data: { retryAfterSeconds: 9 } } })
    }
    if (desk.turnsReadersAway !== null && path.includes('/entries')) {
      const { status, ...said } = desk.turnsReadersAway
      return answer(route, status, { ...said, data: {} })
    }
    const [status, reply] = await carryOut(request.method(), path, body, url)
    // The desk has done it; only its answer never arrives.
    if (desk.http === 'lost' && request.method() === 'POST') return route.abort('connectionreset')
    return answer(route, status, reply)
  }

  async function carryOut(method: string, path: string, body: unknown, url: URL): Promise<[number, unknown]> {
    if (path === '/visitors') return [200, { deviceSecret: 'secret-1' }]
    if (path === '/join') return [200, { conversations: 0 }]
    if (path === '/home') return [200, aHome({ ...desk.home, conversations: conversations.map(({ summary }) => summary) })]
    if (path === '/articles') return [200, { articles: desk.hits }]
    if (path.startsWith('/articles/')) {
      const article = desk.articles.find(({ slug }) => path === `/articles/${slug}`)
      return article === undefined ? [404, { code: 'article.not_found', message: '', data: {} }] : [200, article]
    }
    if (path === '/transactions') return [200, { transactions: desk.transactions, nextCursor: null }]
    if (path === '/attachments')
      return [200, { attachment: { id: randomUUID(), name: 'slip.png', mediaType: 'image/png', sizeBytes: 1234, width: 10, height: 10, hasThumbnail: false } }]
    if (path.startsWith('/attachments/')) return [200, { url: '/files/x', expiresAt: new Date().toISOString() }]
    if (path === '/conversations' && method === 'POST') return [200, startOne(body as StartConversationBody)]
    const [, , id, rest] = path.split('/')
    const found = conversations.find(({ summary }) => summary.id === id)
    if (found === undefined) return [404, { code: 'conversation.not_found', message: '找不到这次对话', data: {} }]
    if (rest === undefined) return [200, found.summary]
    if (rest === 'state') return [200, found.state]
    if (rest === 'entries') return [200, await entriesOf(found, url)]
    if (rest === 'messages') return [200, take(found, body as { clientId: string; text: string })]
    if (rest === 'person') desk.post(found, { kind: 'queued' }, { state: 'waiting' })
    if (rest === 'call-back-times') return [200, desk.callBackTimes]
    if (rest === 'call-back') return callBack(found, method, body as CallBackBody)
    if (rest === 'back-to-bot') desk.post(found, { kind: 'returned_to_bot' }, { state: 'bot' })
    if (rest === 'end')
      desk.post(
        found,
        { kind: 'resolved', by: 'customer', name: null },
        { state: 'ended', reopenableUntil: new Date(Date.now() + 7 * 86_400_000).toISOString() },
      )
    if (rest === 'answer-rating') desk.post(found, { kind: 'answer_rated', helped: (body as { helped: boolean }).helped })
    if (rest === 'rating') {
      const { score, words } = body as { score: number; words: string }
      desk.post(found, { kind: 'rated', score, words }, { rating: { score, changeableUntil: new Date(Date.now() + 86_400_000).toISOString() } })
    }
    if (rest === 'transaction') {
      const transaction = desk.transactions.find((each) => each.id === (body as { transactionId: string }).transactionId)
      if (transaction !== undefined) desk.post(found, { kind: 'transaction', transaction })
    }
    return [200, { seq: found.entries.length }]
  }

  function callBack(found: FakeConversation, method: string, body: CallBackBody): [number, unknown] {
    if (method === 'POST') desk.post(found, { kind: 'call_back_cancelled' })
    else if (body.channel === 'phone' && !/\d{8}/.test(body.number ?? ''))
      return [422, { code: 'call_back.number_invalid', message: '请填写完整的电话号码', data: {} }]
    else {
      const slot = desk.callBackTimes.slots.find(({ from }) => from === body.from)
      const number = body.number === null ? null : `•••${body.number.slice(-4)}`
      desk.post(found, { kind: 'call_back', channel: body.channel, from: slot?.from ?? null, until: slot?.until ?? null, number, ...addressOf(body) })
    }
    return [200, { seq: found.entries.length }]
  }

  function addressOf({ channel, email }: CallBackBody): { address?: string } {
    if (channel !== 'mail') return {}
    return { address: email == null ? (desk.callBackTimes.mail?.known ?? '') : email.replace(/^(.).*@/, '$1•••@') }
  }

  function startOne({ questionType, transactionId, message, clientId }: StartConversationBody) {
    const again = conversations.find(({ summary }) => summary.id === clientId)
    const conversation = again ?? aConversation({ id: asId(clientId), questionType, title: message?.text ?? null })
    if (again === undefined) {
      conversations.push(conversation)
      desk.post(conversation, { kind: 'opened', questionType, previousConversationId: null })
      const transaction = desk.transactions.find(({ id }) => id === transactionId)
      if (transaction !== undefined) desk.post(conversation, { kind: 'transaction', transaction })
    }
    if (message !== null) take(conversation, message)
    return { conversation: conversation.summary, existing: false }
  }

  function take(conversation: FakeConversation, { clientId, text }: { clientId: string; text: string }) {
    const before = conversation.entries.find(({ view }) => view.kind === 'message' && view.clientId === clientId)
    const entry = before ?? desk.post(conversation, said('customer', text, { clientId: asId(clientId) }))
    if (before === undefined) desk.onMessage(conversation, text)
    return { seq: entry.seq, at: entry.at, conversationId: conversation.summary.id }
  }

  async function entriesOf(conversation: FakeConversation, url: URL) {
    const after = Number(url.searchParams.get('after'))
    const until = Date.now() + Math.min(1500, Number(url.searchParams.get('waitMs')))
    while (conversation.entries.length <= after && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 50))
    return { entries: conversation.entries.filter(({ seq }) => seq > after), lastSeq: conversation.entries.length }
  }
  return desk
}

const answer = (route: Route, status: number, body: unknown) =>
  route.fulfill({ status, headers: { ...CORS, date: new Date().toUTCString() }, contentType: 'application/json', body: JSON.stringify(body) })

function fulfillFile(route: Route, file: string): Promise<void> {
  try {
    return route.fulfill({ contentType: 'text/javascript', headers: CORS, body: readFileSync(file) })
  } catch {
    return route.fulfill({ status: 404 })
  }
}
