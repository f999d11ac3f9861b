/** How simulated people reach the desk: over HTTP and a socket, as the widget and the console do. */
import { WebSocket } from 'ws'
import type { CustomerEntry, StaffEntry } from '@yingda/protocol/entries/views.ts'
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

/** The answer of a call that must succeed. @throws Error that names what was asked and what was said */
export async function must(asked: Promise<Answer>, what: string): Promise<Answer> {
  const answer = await asked
  if (answer.status !== 200) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`)
  return answer
}

export type Seen = CustomerEntry | StaffEntry
export type Line = {
  tell(frame: ClientFrame): void
  /** Resolves at the server's answer to the frame `send` that carries this `ref`. */
  sent(ref: string): Promise<ServerFrame>
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
    sent: (ref) => new Promise((resolve) => awaited.set(ref, resolve)),
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
