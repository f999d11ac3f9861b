/**
 * The live line: hello, streams from one's own cursor, renewal of the token, ping, and coming back after a loss. It
 * knows frames and time, not conversations. Where the socket never gets as far as `hello` (a proxy, a carrier) the
 * same streams are long-polled instead, and the socket is tried again every five minutes.
 */
import { mayPass } from './answer.ts'
import { CLOSE, type ClientFrame, type Language, type ServerFrame } from './frames.ts'
import { backoffMs, either, pause } from './wait.ts'

export type LineStatus = 'idle' | 'connecting' | 'live' | 'polling' | 'ended'
export type Socket = Pick<WebSocket, 'send' | 'close' | 'addEventListener'>

export type LineOptions = {
  open: () => Socket
  token: (wanted: { fresh: boolean }) => Promise<string>
  language: () => Language
  onFrame: (frame: ServerFrame) => void
  onStatus: (status: LineStatus) => void
  /** One round of long-polling a stream: resolves when the next may begin. */
  poll: (stream: string, signal: AbortSignal) => Promise<void>
}
export type Line = ReturnType<typeof createLine>

const HELLO_WITHIN_MS = 10_000
const PING_EVERY_MS = 25_000
const PONG_WITHIN_MS = 10_000
const RENEW_BEFORE_MS = 60_000
/** Never in a storm, whatever the clocks say; and within what a timer can hold. */
const RENEW_AT_LEAST_MS = 10_000
const RENEW_AT_MOST_MS = 86_400_000
const BLOCKED_AFTER = 2
const TRY_SOCKET_AGAIN_MS = 300_000

export function createLine({ open, token, language, onFrame, onStatus, poll }: LineOptions) {
  /** Stream → the highest seq held, read anew at every subscription. */
  const streams = new Map<string, () => number>()
  let status: LineStatus = 'idle'
  let socket: Socket | null = null
  let greeted = false
  let attempt = 0
  let failedBeforeHello = 0
  let wantsFreshToken = false
  let polling: AbortController | null = null
  /** Ends everything that belongs to the present connection: its listeners and its clocks. */
  let present = new AbortController()

  const say = (next: LineStatus): void => {
    if (next === status) return
    status = next
    onStatus(next)
  }
  const send = (frame: ClientFrame): void => socket?.send(JSON.stringify(frame))
  const later = async (ms: number, act: () => void, signal = present.signal): Promise<void> => {
    await pause(ms, signal)
    if (!signal.aborted) act()
  }

  function drop(): AbortSignal {
    present.abort()
    present = new AbortController()
    socket?.close()
    socket = null
    greeted = false
    return present.signal
  }

  function opens(): Socket | null {
    try {
      return open()
    } catch {
      return null
    }
  }

  async function connect(): Promise<void> {
    const signal = drop()
    if (polling === null) say('connecting')
    const bearer = await token({ fresh: wantsFreshToken }).catch(() => null)
    if (signal.aborted) return
    if (bearer === null) return again()
    wantsFreshToken = false
    const opened = opens()
    // Some browsers throw where a page's policy forbids the socket, and so does whoever knows none.
    if (opened === null) return lost(0)
    socket = opened
    opened.addEventListener('open', () => send({ t: 'hello', token: bearer, language: language() }), { signal })
    // The desk speaks this contract and nothing else; a frame of a later version falls through every branch.
    opened.addEventListener('message', ({ data }) => hear(JSON.parse(String(data)) as ServerFrame, signal), { signal })
    opened.addEventListener('close', ({ code }) => lost(code), { signal })
    void later(HELLO_WITHIN_MS, () => greeted || lost(0))
  }

  let pong: AbortController | null = null

  function hear(frame: ServerFrame, signal: AbortSignal): void {
    pong?.abort()
    if (frame.t === 'hello') greet(signal)
    if (frame.t === 'hello' || frame.t === 'renewed') renewBefore(frame.expiresAt)
    onFrame(frame)
  }

  function greet(signal: AbortSignal): void {
    greeted = true
    attempt = 0
    failedBeforeHello = 0
    polling?.abort()
    polling = null
    for (const [stream, held] of streams) send({ t: 'subscribe', stream, after: held() })
    void pingOnAndOn(signal)
    say('live')
  }

  async function pingOnAndOn(signal: AbortSignal): Promise<void> {
    for (await pause(PING_EVERY_MS, signal); !signal.aborted; await pause(PING_EVERY_MS, signal)) ping()
  }

  function ping(): void {
    pong = new AbortController()
    send({ t: 'ping' })
    void later(PONG_WITHIN_MS, () => lost(0), either(present.signal, pong.signal))
  }

  function renewBefore(expiresAt: string): void {
    const inMs = Date.parse(expiresAt) - Date.now() - RENEW_BEFORE_MS
    void later(Math.min(RENEW_AT_MOST_MS, Math.max(RENEW_AT_LEAST_MS, inMs)), async () => {
      const { signal } = present
      // When no token is to be had now the socket ends as expired, and the way back asks again.
      const bearer = await token({ fresh: true }).catch(() => null)
      if (bearer !== null && !signal.aborted) send({ t: 'renew', token: bearer })
    })
  }

  function lost(code: number): void {
    const wasGreeted = greeted
    drop()
    if (code === CLOSE.ended || code === CLOSE.notAllowed) return end()
    wantsFreshToken ||= code === CLOSE.expired
    if (wasGreeted && code === CLOSE.expired) return void connect()
    if (!wasGreeted && code < CLOSE.expired) failedBeforeHello += 1
    again()
  }

  /** Come back: soon, or, when the socket seems to be blocked, after a long while of polling. */
  function again(): void {
    const isBlocked = failedBeforeHello >= BLOCKED_AFTER
    if (isBlocked) startPolling()
    else if (polling === null) say('connecting')
    void later(isBlocked ? TRY_SOCKET_AGAIN_MS : backoffMs(attempt), () => void connect())
    attempt += 1
  }

  function startPolling(): void {
    if (polling !== null) return
    polling = new AbortController()
    say('polling')
    for (const stream of streams.keys()) void pollOnAndOn(stream, polling.signal)
  }

  async function pollOnAndOn(stream: string, signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted && streams.has(stream); ) {
      const reached = await poll(stream, signal).then(
        () => true,
        (error: unknown) => (mayPass(error) ? false : null),
      )
      if (reached === null) return
      failures = reached ? 0 : failures + 1
      if (!reached) await pause(backoffMs(failures - 1), signal)
    }
  }

  function end(): void {
    polling?.abort()
    polling = null
    drop()
    say('ended')
  }

  return {
    /** @param held the highest seq the caller holds on the stream, 0 = none */
    subscribe(stream: string, held: () => number) {
      streams.set(stream, held)
      if (status === 'idle') void connect()
      else if (greeted) send({ t: 'subscribe', stream, after: held() })
      else if (polling !== null) void pollOnAndOn(stream, polling.signal)
    },
    unsubscribe(stream: string) {
      if (streams.delete(stream) && greeted) send({ t: 'unsubscribe', stream })
    },
    /** The page is looked at again or the network is back: prove the line alive, or come back now. */
    wake() {
      if (greeted) ping()
      else if (status === 'connecting' && socket === null) void connect()
    },
    end,
  }
}
