/** A socket to a desk that remembers everything it was sent. It is dumb on purpose: no resume, no retry. */
import { after } from 'node:test'
import { WebSocket } from 'ws'
import type { ClientFrame, ServerFrame } from '@yingda/protocol/realtime.ts'
import { until } from '../testing/settle.ts'
import type { Caller } from './callers.ts'
import type { Desk } from './desk.ts'

type Kind = ServerFrame['t']
export type Line = {
  frames: ServerFrame[]
  /** Every byte that came, as text. */
  bytes(): string
  closedWith(): number | null
  say(frame: ClientFrame | string): void
  /** The next frame of this kind that nobody has been handed yet. */
  next<K extends Kind>(kind: K, matches?: (frame: Extract<ServerFrame, { t: K }>) => boolean, withinMs?: number): Promise<Extract<ServerFrame, { t: K }>>
  /** The code it was closed with. */
  closed(withinMs?: number): Promise<number>
  hangUp(): void
  socket: WebSocket
}

type Dial = { side: 'customer' | 'staff'; headers?: Readonly<Record<string, string>> }

/** Open a socket without saying hello. Rejects with the HTTP status when the upgrade is refused. */
export async function dial(desk: Pick<Desk, 'origin'>, { side, headers = {} }: Dial): Promise<Line> {
  const socket = new WebSocket(`${desk.origin().replace('http', 'ws')}/ws/${side}`, { headers })
  const frames: ServerFrame[] = []
  const taken = new Set<ServerFrame>()
  let raw = ''
  let code: number | null = null
  socket.on('message', (data) => {
    raw += String(data)
    frames.push(JSON.parse(String(data)) as ServerFrame) // what a server sends is what is under test
  })
  socket.on('close', (closing) => (code = closing))
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('unexpected-response', (_request, response) => reject(new Error(`upgrade refused with ${response.statusCode}`)))
    socket.once('error', reject)
  })
  socket.on('error', () => {})
  after(() => socket.terminate())
  return {
    frames,
    socket,
    bytes: () => raw,
    closedWith: () => code,
    say: (frame) => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
    async next(kind, matches = () => true, withinMs = 5000) {
      type Wanted = Extract<ServerFrame, { t: typeof kind }>
      const find = (): Wanted | undefined => frames.find((frame): frame is Wanted => frame.t === kind && !taken.has(frame) && matches(frame as Wanted)) // the kind decides the type
      await until(`a frame ${kind}; had ${frames.map((frame) => frame.t).join(' ')}`, () => find() !== undefined, { withinMs })
      const found = find()
      if (found === undefined) throw new Error('unreachable')
      taken.add(found)
      return found
    },
    async closed(withinMs = 5000) {
      await until('the socket to close', () => code !== null, { withinMs })
      return code ?? 0
    },
    hangUp: () => socket.terminate(),
  }
}

/** Open a socket and say who one is. */
export async function called(desk: Desk, who: Caller): Promise<Line> {
  const line = await dial(desk, who.token === '' ? { side: 'staff', headers: who.headers } : { side: 'customer' })
  line.say({ t: 'hello', token: who.token === '' ? null : who.token, language: 'zh-CN' })
  await line.next('hello')
  return line
}
