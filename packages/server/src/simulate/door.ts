/** How simulated people reach the desk: over HTTP and a socket, as the widget and the console do. */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocket } from 'ws'
import type { CustomerEntry, StaffEntry } from '@yingda/protocol/entries/views.ts'
import { ClientId, type ConversationId } from '@yingda/protocol/ids.ts'
import type { ClientFrame, ServerFrame } from '@yingda/protocol/realtime.ts'

export type Answer = { status: number; body: unknown; cookies: readonly string[] }

export async function call(url: string, method: 'GET' | 'POST' | 'PUT', headers: Readonly<Record<string, string>>, body?: unknown): Promise<Answer> {
  const reply = await fetch(url, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(60_000),
  })
  const text = await reply.text()
  return { status: reply.status, body: text === '' ? null : JSON.parse(text), cookies: reply.headers.getSetCookie() }
}

/** A server that has too much to do says so, and is asked again a moment later, as the widget and the console do. */
const BUSY_TRIES = 8
const BUSY_PAUSE_MS = 150
const BUSY = 'server.busy'

/** The answer of a call that must succeed; it is asked in a way that bears a repeat. @throws Error that names what was asked and what was said */
export async function must(ask: () => Promise<Answer>, what: string): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    const answer = await ask()
    if (answer.status === 200) return answer
    if (answer.status !== 503 || tries === BUSY_TRIES) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`)
    await pause(BUSY_PAUSE_MS * tries)
  }
}

export type Seen = CustomerEntry | StaffEntry
export type Line = {
  tell(frame: ClientFrame): void
  /** Resolves when the server has the words. @throws Error when they are refused */
  say(conversationId: ConversationId, text: string): Promise<void>
  close(): void
}

export type LineOptions = {
  url: string
  side: 'customer' | 'staff'
  headers?: Readonly<Record<string, string>>
  token: string | null
  hear(frame: ServerFrame): void
  /** It was closed by the other side. */
  lost(why: string): void
}

/** A socket that has said hello and been answered. @throws Error when it is not let in */
export function openLine({ url, side, headers = {}, token, hear, lost }: LineOptions): Promise<Line> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ws/${side}`, { headers: { ...headers } })
  const awaited = new Map<string, (frame: ServerFrame) => void>()
  let closed = false
  const line: Line = {
    tell: (frame) => void (socket.readyState === WebSocket.OPEN && socket.send(JSON.stringify(frame))),
    async say(conversationId, text) {
      const clientId = ClientId.parse(randomUUID())
      for (let tries = 1; ; tries += 1) {
        const answered = new Promise<ServerFrame>((resolve) => awaited.set(clientId, resolve))
        line.tell({ t: 'send', ref: clientId, conversationId, clientId, text, attachmentIds: [] })
        const answer = await answered
        if (answer.t === 'sent') return
        if (answer.t !== 'refused' || answer.code !== BUSY || tries === BUSY_TRIES) throw new Error(`words were refused: ${JSON.stringify(answer)}`)
        await pause(BUSY_PAUSE_MS * tries)
      }
    },
    close() {
      closed = true
      socket.close(1000)
    },
  }
  return new Promise((resolve, reject) => {
    socket.on('open', () => line.tell({ t: 'hello', token, language: 'zh-CN' }))
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as ServerFrame // what our own server says
      if (frame.t === 'hello') resolve(line)
      if ((frame.t === 'sent' || frame.t === 'refused') && frame.ref !== null) awaited.get(frame.ref)?.(frame)
      hear(frame)
    })
    socket.on('error', reject)
    socket.on('close', (code) => {
      reject(new Error(`the ${side} socket was closed: ${code}`))
      if (!closed) lost(`the ${side} socket was closed: ${code}`)
    })
  })
}
