import type { ClientFrame, ServerFrame } from '@yingda/protocol/realtime.ts'
import { reconnectDelayMs } from './reconnect-delay.ts'

/** `live`: frames flow. `down`: they do not, and the screen says so. `connecting` is the first attempt only. */
export type SocketStatus = 'connecting' | 'live' | 'down'

/** The part of a WebSocket that is used, so that a test can stand in for it. */
export type WireSocket = {
  addEventListener(type: 'open', listener: () => void): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
  addEventListener(type: 'close', listener: (event: { code: number }) => void): void
  send(text: string): void
  close(): void
}

export type StreamFrame = Extract<ServerFrame, { stream: string }>
export type StreamListener = {
  /** Highest seq held, asked for at every (re)connect: this is what makes resuming exact. */
  after: () => number
  onFrame: (frame: StreamFrame) => void
}

export type SocketDeps = {
  open: () => WireSocket
  language: () => 'zh-CN' | 'en'
  now?: () => number
  random?: () => number
  /** Frames that belong to no stream: state of a conversation. */
  onState: (frame: Extract<ServerFrame, { t: 'state' }>) => void
  /** The server ended the session's socket, something of oneself changed, or may have: the caller asks by HTTP who one is now. */
  onSessionDoubt: () => void
}

const PING_EVERY_MS = 25_000
const PONG_WITHIN_MS = 8_000
/** A timer that fires this late means that the machine slept: the connection is presumed dead. */
const SLEPT_MS = 60_000
const SESSION_CLOSED = new Set([4001, 4003, 4030])

/**
 * The one WebSocket of this window. It reconnects for ever with jittered back-off, and after every hello subscribes
 * each stream again from the listener's own cursor; what was missed comes back from there.
 */
export class StaffSocket {
  readonly #deps: SocketDeps
  readonly #streams = new Map<string, Set<StreamListener>>()
  readonly #statusListeners = new Set<(status: SocketStatus, again: boolean) => void>()
  #wire: WireSocket | null = null
  #status: SocketStatus = 'connecting'
  #everLive = false
  #attempt = 0
  #stopped = true
  #retryTimer: ReturnType<typeof setTimeout> | undefined
  #pingTimer: ReturnType<typeof setInterval> | undefined
  #pongTimer: ReturnType<typeof setTimeout> | undefined
  #renewTimer: ReturnType<typeof setTimeout> | undefined
  #lastTickMs = 0
  #viewing: string | null = null

  constructor(deps: SocketDeps) {
    this.#deps = deps
  }

  get status(): SocketStatus {
    return this.#status
  }

  start(): void {
    if (!this.#stopped) return
    this.#stopped = false
    this.#connect()
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#retryTimer)
    this.#drop()
  }

  /** `again` is true when it was live before: what is not a stream must then be read afresh. */
  onStatus(listener: (status: SocketStatus, again: boolean) => void): () => void {
    this.#statusListeners.add(listener)
    return () => void this.#statusListeners.delete(listener)
  }

  /** Listens to a stream until the returned function is called; several may listen to one stream. */
  subscribe(stream: string, listener: StreamListener): () => void {
    const listeners = this.#streams.get(stream) ?? new Set()
    listeners.add(listener)
    this.#streams.set(stream, listeners)
    this.#send({ t: 'subscribe', stream, after: this.#cursorOf(listeners) })
    return () => this.#unsubscribe(stream, listener)
  }

  /** Asks for a stream again from the listener's cursor, after a gap was seen and filled by HTTP or the server reset it. */
  resubscribe(stream: string): void {
    const listeners = this.#streams.get(stream)
    if (listeners) this.#send({ t: 'subscribe', stream, after: this.#cursorOf(listeners) })
  }

  typing(conversationId: string, on: boolean): void {
    this.#send({ t: 'typing', conversationId: conversationId as never, on }) // plain text here, branded in the contract
  }

  marks(conversationId: string, seq: number): boolean {
    return this.#send({ t: 'marks', conversationId: conversationId as never, delivered: seq, read: seq }) // as above
  }

  /** Which conversation this window shows; told again after every reconnect. */
  viewing(conversationId: string | null): void {
    this.#viewing = conversationId
    this.#send({ t: 'viewing', conversationId: conversationId as never }) // as above
  }

  /** The page was shown, woken or went online: find out at once whether the connection still lives. */
  wake(): void {
    if (this.#stopped) return
    if (this.#status === 'live') return this.#ping()
    this.#attempt = 0
    clearTimeout(this.#retryTimer)
    if (!this.#wire) this.#connect()
  }

  /** The browser knows that the network is gone; silence would tell only half a minute later. */
  lost(): void {
    if (!this.#stopped && this.#wire) this.#closed(0)
  }

  #connect(): void {
    const wire = this.#deps.open()
    this.#wire = wire
    const hello: ClientFrame = { t: 'hello', token: null, language: this.#deps.language() }
    wire.addEventListener('open', () => wire.send(JSON.stringify(hello)))
    // What a wire says after it was given up is nobody's business any more.
    wire.addEventListener('message', (event) => {
      if (wire === this.#wire) this.#receive(String(event.data))
    })
    wire.addEventListener('close', ({ code }) => {
      if (wire === this.#wire) this.#closed(code)
    })
  }

  #receive(text: string): void {
    const frame = JSON.parse(text) as ServerFrame // our own server, versioned with this build
    clearTimeout(this.#pongTimer)
    if (frame.t === 'hello') return this.#becameLive(frame.expiresAt)
    if (frame.t === 'renewed') return this.#renewBefore(frame.expiresAt)
    if (frame.t === 'you') return this.#deps.onSessionDoubt()
    if (frame.t === 'state') return this.#deps.onState(frame)
    if ('stream' in frame) for (const listener of Array.from(this.#streams.get(frame.stream) ?? [])) listener.onFrame(frame)
  }

  #becameLive(expiresAt: string): void {
    const again = this.#everLive
    this.#everLive = true
    this.#attempt = 0
    this.#setStatus('live', again)
    // Meanwhile one may have been set to away, or given another team.
    if (again) this.#deps.onSessionDoubt()
    for (const [stream, listeners] of this.#streams) this.#send({ t: 'subscribe', stream, after: this.#cursorOf(listeners) })
    if (this.#viewing) this.viewing(this.#viewing)
    this.#renewBefore(expiresAt)
    this.#lastTickMs = this.#now()
    clearInterval(this.#pingTimer)
    this.#pingTimer = setInterval(() => this.#tick(), PING_EVERY_MS)
  }

  #tick(): void {
    const lateMs = this.#now() - this.#lastTickMs - PING_EVERY_MS
    this.#lastTickMs = this.#now()
    if (lateMs > SLEPT_MS) return this.#closed(0)
    this.#ping()
  }

  #ping(): void {
    this.#send({ t: 'ping' })
    clearTimeout(this.#pongTimer)
    this.#pongTimer = setTimeout(() => this.#closed(0), PONG_WITHIN_MS)
  }

  #renewBefore(expiresAt: string): void {
    const leftMs = Date.parse(expiresAt) - this.#now()
    clearTimeout(this.#renewTimer)
    // A timer above 2^31 ms fires at once.
    if (leftMs > 0) this.#renewTimer = setTimeout(() => this.#send({ t: 'renew', token: null }), Math.min(leftMs * 0.8, 2 ** 31 - 1))
  }

  #closed(code: number): void {
    this.#drop()
    this.#setStatus('down', false)
    if (SESSION_CLOSED.has(code)) this.#deps.onSessionDoubt()
    if (this.#stopped) return
    this.#attempt += 1
    clearTimeout(this.#retryTimer)
    this.#retryTimer = setTimeout(
      () => {
        if (!this.#wire) this.#connect()
      },
      reconnectDelayMs(this.#attempt, this.#deps.random ?? Math.random),
    )
  }

  #drop(): void {
    clearInterval(this.#pingTimer)
    clearTimeout(this.#pongTimer)
    clearTimeout(this.#renewTimer)
    const wire = this.#wire
    this.#wire = null
    wire?.close()
  }

  #unsubscribe(stream: string, listener: StreamListener): void {
    const listeners = this.#streams.get(stream)
    if (!listeners?.delete(listener) || listeners.size > 0) return
    this.#streams.delete(stream)
    this.#send({ t: 'unsubscribe', stream })
  }

  /** The lowest cursor of all who listen: nobody misses anything, the others drop what they hold. */
  #cursorOf(listeners: ReadonlySet<StreamListener>): number {
    return Math.min(...[...listeners].map((listener) => listener.after()))
  }

  #send(frame: ClientFrame): boolean {
    if (this.#status !== 'live' || !this.#wire) return false
    this.#wire.send(JSON.stringify(frame))
    return true
  }

  #setStatus(status: SocketStatus, again: boolean): void {
    if (status === this.#status && !again) return
    this.#status = status
    for (const listener of Array.from(this.#statusListeners)) listener(status, again)
  }

  #now(): number {
    return this.#deps.now?.() ?? Date.now()
  }
}
