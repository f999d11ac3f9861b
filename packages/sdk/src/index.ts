/** The client of a wallet's own front end: typed requests, messages that arrive once, conversations followed live. */
import { createFollowed, conversationOf, type Followed, type Follower, streamOf } from './follow.ts'
import type { Language } from './frames.ts'
import type { Attachment } from './generated/customer-api.ts'
import { createLine, type LineStatus } from './line.ts'
import { createOutbox, type Accepted, type Keep, type Outgoing } from './outbox.ts'
import { createRequest, send, type Exchange, type Input, type Reply, type Request } from './request.ts'

export { Refusal, Unreachable } from './answer.ts'
export type { Follower } from './follow.ts'
export type { ConversationState, Language } from './frames.ts'
export type * from './generated/customer-api.ts'
export type { LineStatus } from './line.ts'
export type { Accepted, Keep, Outgoing } from './outbox.ts'
export type { Input, OperationName, Reply, Request } from './request.ts'

export type YingdaOptions = {
  /** The desk's address: https://desk.wallet.example */
  url: string
  /** The bearer token: what the wallet signed for its customer, or `visitor.<deviceSecret>`. `fresh`: not the last one again. */
  token: (wanted: { fresh: boolean }) => Promise<string> | string
  language?: () => Language
  onStatus?: (status: LineStatus) => void
  /** Where unsent messages outlive the page. Without it they last as long as the page. */
  keep?: Keep
  /** One of those that were kept will never be taken; that of `send` rejects by itself. The reason is a Refusal. */
  onRefused?: (message: Outgoing, reason: unknown) => void
  fetch?: typeof globalThis.fetch
  WebSocket?: typeof globalThis.WebSocket
}

type Start = Input<'POST /conversations'>['body']

export type Yingda = {
  /** Any operation of the customer's API, typed by its own description. @throws Refusal | Unreachable */
  request: Request
  /** Open a conversation, or get the open one on the same question. */
  start(question: Pick<Start, 'questionType'> & Partial<Start>): Promise<Reply<'POST /conversations'>>
  /** Send words. Survives silence: resolves once, when the desk has them. @throws Refusal */
  send(message: { conversationId: string; text: string; attachmentIds?: readonly string[]; clientId?: string }): Promise<Accepted>
  /** Messages not yet taken by the desk. */
  unsent(): readonly Outgoing[]
  /** A file that one of the customer's next messages may carry. */
  upload(file: Blob, name: string): Promise<Attachment>
  /** Follow a conversation from where the caller stands. @returns how to stop */
  follow(conversationId: string, follower: Follower): () => void
  /** The network is back, or the page is looked at again. Browsers tell this by themselves. */
  wake(): void
  stop(): void
}

const UPLOAD_TIMEOUT_MS = 120_000

export function createYingda({
  url,
  token,
  language = () => 'zh-CN',
  onStatus = () => {},
  keep,
  onRefused,
  fetch = globalThis.fetch,
  WebSocket = globalThis.WebSocket,
}: YingdaOptions): Yingda {
  const base = url.replace(/\/+$/, '')
  if (!/^https?:\/\/./.test(base)) throw new TypeError(`url has to be the desk's address, as in https://desk.wallet.example, and is ${url}`)
  const exchange: Exchange = { url: base, token, language, fetch: (...sent) => fetch(...sent) }
  const request = createRequest(exchange)
  const followed = new Map<string, Followed>()
  const line = createLine({
    open: () => new WebSocket(`${base.replace(/^http/, 'ws')}/ws/customer`),
    token: async (wanted) => token(wanted),
    language,
    onStatus,
    onFrame: (frame) => followed.get(conversationOf(frame) ?? '')?.hear(frame),
    poll: async (stream, signal) => followed.get(stream)?.poll(signal),
  })
  const outbox = createOutbox({
    keep: keep ?? { load: () => [], save: () => {} },
    ...(onRefused !== undefined && { onRefused }),
    deliver: ({ conversationId, clientId, text, attachmentIds }) =>
      request('POST /conversations/{conversationId}/messages', { path: { conversationId }, body: { clientId, text, attachmentIds: [...attachmentIds] } }),
  })
  const wake = (): void => {
    outbox.wake()
    line.wake()
  }
  // A browser's page tells of the network; elsewhere nobody does, and the type knows only one of the two.
  const page = globalThis as Partial<EventTarget>
  page.addEventListener?.('online', wake)

  return {
    request,
    start: (question) =>
      request('POST /conversations', {
        body: { clientId: crypto.randomUUID(), language: language(), context: {}, transactionId: null, message: null, ...question },
      }),
    send: ({ conversationId, text, attachmentIds = [], clientId = crypto.randomUUID() }) => outbox.send({ clientId, conversationId, text, attachmentIds }),
    unsent: () => outbox.waiting(),
    async upload(file, name) {
      const body = new FormData()
      body.append('file', file, name)
      const reply = await send(exchange, '/attachments', { method: 'POST', body, timeoutMs: UPLOAD_TIMEOUT_MS })
      // Multipart is beside the typed path: its answer is described like any other.
      return (reply as Reply<'POST /attachments'>).attachment
    },
    follow(conversationId, follower) {
      const stream = streamOf(conversationId)
      const one = createFollowed({ conversationId, follower, request })
      followed.set(stream, one)
      line.subscribe(stream, one.held)
      return () => {
        if (followed.get(stream) !== one) return
        followed.delete(stream)
        line.unsubscribe(stream)
      }
    },
    wake,
    stop() {
      page.removeEventListener?.('online', wake)
      outbox.stop()
      line.end()
    },
  }
}
