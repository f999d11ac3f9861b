/**
 * A client as the protocol asks for one, and no more: an outbox that keeps what was not acknowledged and sends it again
 * under the same id, one at a time; a cursor that resumes after whatever was received; a ping, to notice a line that
 * died without a word. It never reads anything by HTTP and never starts afresh, so whatever it misses it misses for good.
 */
import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import type { CustomerEntry, StaffEntry } from '@yingda/protocol/entries/views.ts'
import { ClientId, type ConversationId } from '@yingda/protocol/ids.ts'
import type { ClientFrame, ServerFrame } from '@yingda/protocol/realtime.ts'

export type Seen = CustomerEntry | StaffEntry
export type Words = { conversationId: ConversationId; text: string }
export type Acknowledged = Words & { clientId: string; seq: number }
export type ChatClient = {
  name: string
  side: 'customer' | 'staff'
  /** By conversation, in the order received. */
  entries: ReadonlyMap<ConversationId, readonly Seen[]>
  acknowledged: readonly Acknowledged[]
  /** What went wrong and must not: a gap or a doubling that was pushed, a reset, an unexpected refusal. */
  faults: readonly string[]
  /** Sent and not yet acknowledged. */
  inFlight(): number
  /** Whether nothing is left to send. */
  isDone(): boolean
  /** When it last heard a server that knows it, on this process's steady clock. */
  heardAtMs(): number
  /** How many times it came back. */
  returns(): number
  /** Say no more than what is already under way. */
  finish(): void
  close(): void
}

export type ChatOptions = {
  name: string
  side: 'customer' | 'staff'
  origins: readonly string[]
  /** Sent with each upgrade: cookies of staff, the name asked for behind a proxy. */
  headers: Readonly<Record<string, string>>
  token(): Promise<string | null>
  conversations: readonly ConversationId[]
  /** What to say next; null when there is nothing to say just now. */
  next(entries: ReadonlyMap<ConversationId, readonly Seen[]>): Words | null
  restMs: number
  random(): number
  /** At the moment an acknowledgement comes from this origin. */
  heard(origin: string): void
}

const PING_EVERY_MS = 3_000
/** Phones come and go: after one of so many acknowledgements it comes back by another door, so that all have their share. */
const ROAMS_AFTER = 25
/** Nobody on the other side is wrong when one of these is said: come back, by another door. */
const COME_BACK = new Set(['server.busy', 'server.overloaded', 'auth.expired', 'auth.invalid_token', 'auth.required', 'request.too_many'])

export function aChatClient(options: ChatOptions): ChatClient {
  const { origins, conversations, random, side } = options
  const entries = new Map<ConversationId, Seen[]>(conversations.map((id) => [id, []]))
  const acknowledged: Acknowledged[] = []
  const faults: string[] = []
  let pending: (Words & { clientId: ClientId }) | null = null
  let sentOnThisLine = false
  let isKnown = false
  let finished = false
  let closed = false
  let returns = -1
  let heardAtMs = performance.now()
  let socket: WebSocket | null = null
  let at = Math.floor(random() * origins.length)

  const tell = (frame: ClientFrame): void => void (socket?.readyState === WebSocket.OPEN && socket.send(JSON.stringify(frame)))
  const sendPending = (): void => {
    if (socket?.readyState !== WebSocket.OPEN || !isKnown) return
    if (pending === null) {
      const words = finished ? null : options.next(entries)
      if (words === null) return void (finished || setTimeout(sendPending, 50 + random() * 100).unref())
      pending = { clientId: ClientId.parse(randomUUID()), ...words }
    }
    sentOnThisLine = true
    tell({ t: 'send', ref: pending.clientId, ...pending, attachmentIds: [] })
  }

  const take = (stream: string, fresh: readonly Seen[]): void => {
    const held = entries.get(stream.slice('conversation:'.length) as ConversationId) // the streams it subscribed to
    for (const entry of held === undefined ? [] : fresh) {
      const expected = (held?.at(-1)?.seq ?? 0) + 1
      if (entry.seq === expected) held?.push(entry)
      else faults.push(`entry ${entry.seq} came where ${expected} was due`)
    }
  }

  const acknowledge = ({ clientId, seq }: Extract<ServerFrame, { t: 'sent' }>, origin: string): void => {
    if (clientId !== pending?.clientId) return
    acknowledged.push({ ...pending, seq })
    pending = null
    options.heard(origin)
    if (random() < 1 / ROAMS_AFTER) socket?.terminate()
    else setTimeout(sendPending, random() * options.restMs)
  }

  const hear = (frame: ServerFrame, origin: string): void => {
    if (frame.t === 'hello') isKnown = true
    if (isKnown) heardAtMs = performance.now()
    if (frame.t === 'hello') {
      for (const [id, held] of entries) tell({ t: 'subscribe', stream: `conversation:${id}`, after: held.at(-1)?.seq ?? 0 })
      sendPending()
    } else if (frame.t === 'entries') take(frame.stream, frame.entries)
    else if (frame.t === 'sent') acknowledge(frame, origin)
    else if (frame.t === 'refused' && COME_BACK.has(frame.code)) setTimeout(frame.ref === null ? () => socket?.terminate() : sendPending, 50 + random() * 100)
    else if (frame.t === 'refused' || frame.t === 'reset') faults.push(JSON.stringify(frame))
  }

  const connect = async (): Promise<void> => {
    const token = await options.token()
    if (closed) return
    const origin = origins[(at += 1) % origins.length] ?? ''
    const line = new WebSocket(`${origin.replace('http', 'ws')}/ws/${side}`, {
      handshakeTimeout: 3000,
      headers: options.headers,
    })
    socket = line
    sentOnThisLine = false
    isKnown = false
    let answered = true
    const ping = setInterval(() => {
      if (!answered) line.terminate()
      answered = false
      if (line.readyState === WebSocket.OPEN) line.send(JSON.stringify({ t: 'ping' } satisfies ClientFrame))
    }, PING_EVERY_MS)
    line.on('open', () => {
      returns += 1
      line.send(JSON.stringify({ t: 'hello', token, language: 'zh-CN' } satisfies ClientFrame))
    })
    line.on('message', (data) => {
      answered = true
      if (line === socket) hear(JSON.parse(String(data)) as ServerFrame, origin) // what the server sends is what is under test
    })
    line.on('error', () => {})
    line.on('close', () => {
      clearInterval(ping)
      sentOnThisLine = false
      setTimeout(() => void connect(), 20 + random() * 150)
    })
  }
  void connect()

  return {
    name: options.name,
    side,
    entries,
    acknowledged,
    faults,
    inFlight: () => (pending !== null && sentOnThisLine ? 1 : 0),
    isDone: () => finished && pending === null,
    heardAtMs: () => heardAtMs,
    returns: () => returns,
    finish: () => (finished = true),
    close() {
      closed = true
      socket?.terminate()
    },
  }
}
