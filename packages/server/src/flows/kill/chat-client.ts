/**
 * A client as the protocol asks for one, and no more: an outbox that keeps what was not acknowledged and sends it again
 * under the same id, one at a time; a cursor that resumes after whatever was received. It never reads anything by HTTP
 * and never starts afresh, so whatever it misses it misses for good.
 */
import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import type { CustomerEntry } from '@yingda/protocol/entries/views.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { ClientId } from '@yingda/protocol/ids.ts'
import type { ClientFrame, ServerFrame } from '@yingda/protocol/realtime.ts'

export type Acknowledged = { clientId: string; seq: number; text: string }
export type ChatClient = {
  entries: readonly CustomerEntry[]
  acknowledged: readonly Acknowledged[]
  /** What went wrong and must not: a gap that was pushed, a reset, an unexpected refusal. */
  faults: readonly string[]
  /** Sent and not yet acknowledged. */
  inFlight(): number
  /** Whether nothing is left to send. */
  isDone(): boolean
  /** How many times it came back. */
  returns(): number
  /** Say no more than what is already under way. */
  finish(): void
  close(): void
}

type Options = {
  origins: readonly string[]
  token: () => Promise<string>
  conversationId: ConversationId
  textOf: (number: number) => string
  random: () => number /** At the moment an acknowledgement comes from this origin. */
  heard: (origin: string) => void
}

export function aChatClient({ origins, token, conversationId, textOf, random, heard }: Options): ChatClient {
  const stream = `conversation:${conversationId}`
  const entries: CustomerEntry[] = []
  const acknowledged: Acknowledged[] = []
  const faults: string[] = []
  let pending: { clientId: ClientId; text: string } | null = null
  let sentOnThisLine = false
  let isKnown = false
  let said = 0
  let finished = false
  let closed = false
  let returns = -1
  let socket: WebSocket | null = null
  let next = Math.floor(random() * origins.length)

  const tell = (frame: ClientFrame): void => socket?.send(JSON.stringify(frame))
  const sendPending = (): void => {
    if (socket?.readyState !== WebSocket.OPEN || !isKnown) return
    if (pending === null) {
      if (finished) return
      pending = { clientId: ClientId.parse(randomUUID()), text: textOf((said += 1)) }
    }
    sentOnThisLine = true
    tell({ t: 'send', ref: pending.clientId, conversationId, ...pending, attachmentIds: [] })
  }

  const take = (fresh: readonly CustomerEntry[]): void => {
    for (const entry of fresh) {
      const expected = (entries.at(-1)?.seq ?? 0) + 1
      if (entry.seq < expected) continue
      if (entry.seq > expected) faults.push(`entry ${entry.seq} came where ${expected} was due`)
      entries.push(entry)
    }
  }

  const hear = (frame: ServerFrame, origin: string): void => {
    if (frame.t === 'hello') {
      isKnown = true
      tell({ t: 'subscribe', stream, after: entries.at(-1)?.seq ?? 0 })
      sendPending()
    } else if (frame.t === 'entries')
      take(frame.entries as readonly CustomerEntry[]) // a customer's socket carries nothing else
    else if (frame.t === 'sent') {
      if (frame.clientId !== pending?.clientId) return
      acknowledged.push({ clientId: frame.clientId, seq: frame.seq, text: pending.text })
      pending = null
      heard(origin)
      setTimeout(sendPending, random() * 30)
    } else if (frame.t === 'refused' && frame.code === 'server.busy')
      setTimeout(frame.ref === null ? () => socket?.terminate() : sendPending, 50 + random() * 100)
    else if (frame.t === 'refused' || frame.t === 'reset') faults.push(JSON.stringify(frame))
  }

  const connect = async (): Promise<void> => {
    if (closed) return
    const bearer = await token()
    const origin = origins[(next += 1) % origins.length] ?? ''
    const line = new WebSocket(`${origin.replace('http', 'ws')}/ws/customer`, { handshakeTimeout: 3000 })
    socket = line
    sentOnThisLine = false
    isKnown = false
    line.on('open', () => {
      returns += 1
      tell({ t: 'hello', token: bearer, language: 'zh-CN' })
    })
    line.on('message', (data) => hear(JSON.parse(String(data)) as ServerFrame, origin)) // what the server sends is what is under test
    line.on('error', () => {})
    line.on('close', () => {
      sentOnThisLine = false
      setTimeout(() => void connect(), 20 + random() * 150)
    })
  }
  void connect()

  return {
    entries,
    acknowledged,
    faults,
    inFlight: () => (pending !== null && sentOnThisLine ? 1 : 0),
    isDone: () => finished && pending === null,
    returns: () => returns,
    finish: () => (finished = true),
    close() {
      closed = true
      socket?.terminate()
    },
  }
}
