/**
 * The live connection: hello, subscriptions from one's own cursor, renewal of the token, ping, and coming back after
 * a loss. It knows frames and time, not conversations. Where the socket never gets as far as `hello` (a proxy, a
 * carrier), the same streams are long-polled instead, and the socket is tried again from time to time.
 */
import type { Language } from '@yingda/protocol/language.ts'
import type { CLOSE, ClientFrame, ServerFrame } from '@yingda/protocol/realtime.ts'
import type { LiveStatus } from '../desk/state.ts'
import { backoffMs } from '../net/backoff.ts'
import type { Timers } from '../net/timers.ts'

export type Socket = Pick<WebSocket, 'send' | 'close' | 'addEventListener'>

export type LiveOptions = {
  readonly open: () => Socket
  readonly token: (options: { fresh: boolean }) => Promise<string | null>
  readonly language: () => Language
  readonly cursorOf: (stream: string) => number
  readonly onFrame: (frame: ServerFrame) => void
  readonly onStatus: (status: LiveStatus) => void
  /** One round of long-polling; resolves when the next may begin, rejects when the server could not be reached. */
  readonly poll: () => Promise<void>
  readonly timers: Timers
  readonly now: () => number
  readonly random: () => number
}
export type Live = ReturnType<typeof createLive>

const EXPIRED: (typeof CLOSE)['expired'] = 4001
const OWN_CODES = 4000
const FINAL_CODES: ReadonlySet<number> = new Set([4003, 4030] satisfies ((typeof CLOSE)['ended'] | (typeof CLOSE)['notAllowed'])[])
const HELLO_WITHIN_MS = 10_000
const PING_EVERY_MS = 25_000
const PONG_WITHIN_MS = 10_000
const RENEW_BEFORE_MS = 60_000
/** Never in a storm, whatever the clocks say; and within what a timer can hold (a visitor's token lasts months). */
const RENEW_AT_LEAST_MS = 10_000
const RENEW_AT_MOST_MS = 86_400_000
const BLOCKED_AFTER = 2
const TRY_SOCKET_AGAIN_MS = 300_000

export function createLive({ open, token, language, cursorOf, onFrame, onStatus, poll, timers, now, random }: LiveOptions) {
  const streams = new Set<string>()
  let wanted = false
  let online = true
  let socket: Socket | null = null
  /** Ends what is listened to on the present socket. */
  let deaf = new AbortController()
  let greeted = false
  let attempt = 0
  let failedBeforeHello = 0
  /** The last poll failed. */
  let unreachable = false
  let needsFreshToken = false
  let status: LiveStatus = 'idle'
  /** Raised whenever what is under way no longer counts; whoever awaits compares. */
  let round = 0
  const clocks: { retry?: number; hello?: number; ping?: number; pong?: number; renew?: number } = {}

  const say = (next: LiveStatus) => {
    if (next === status) return
    status = next
    onStatus(next)
  }
  const clear = (...names: (keyof typeof clocks)[]) => {
    for (const name of names) {
      const timer = clocks[name]
      if (timer !== undefined) timers.clear(timer)
      delete clocks[name]
    }
  }
  const arm = (name: keyof typeof clocks, afterMs: number, run: () => void) => {
    clear(name)
    clocks[name] = timers.set(run, afterMs)
  }
  const send = (frame: ClientFrame): boolean => {
    if (!greeted || socket === null) return false
    socket.send(JSON.stringify(frame))
    return true
  }

  function drop(): void {
    round += 1
    clear('retry', 'hello', 'ping', 'pong', 'renew')
    deaf.abort()
    socket?.close()
    socket = null
    greeted = false
  }

  async function connect(): Promise<void> {
    drop()
    if (!wanted) return say('idle')
    if (!online) return say('offline')
    if (status !== 'polling') say('connecting')
    const mine = round
    const bearer = await token({ fresh: needsFreshToken }).catch(() => undefined)
    if (mine !== round) return
    if (bearer === undefined) return retry()
    needsFreshToken = false
    const opened = open()
    socket = opened
    deaf = new AbortController()
    const { signal } = deaf
    opened.addEventListener('open', () => opened.send(JSON.stringify({ t: 'hello', token: bearer, language: language() } satisfies ClientFrame)), { signal })
    opened.addEventListener('message', ({ data }) => hear(data), { signal })
    opened.addEventListener('close', ({ code }) => lost(code), { signal })
    arm('hello', HELLO_WITHIN_MS, () => lost(0))
  }

  function hear(data: unknown): void {
    // The gateway speaks this contract and nothing else; a frame of a later version falls through every switch.
    const frame = JSON.parse(String(data)) as ServerFrame
    clear('pong')
    if (frame.t === 'hello') greet(frame.expiresAt)
    if (frame.t === 'renewed') armRenewal(frame.expiresAt)
    onFrame(frame)
  }

  function greet(expiresAt: string): void {
    clear('hello')
    greeted = true
    attempt = 0
    failedBeforeHello = 0
    unreachable = false
    for (const stream of streams) subscribeNow(stream)
    armRenewal(expiresAt)
    armPing()
    say('live')
  }

  function armPing(): void {
    arm('ping', PING_EVERY_MS, () => {
      ping()
      armPing()
    })
  }
  function ping(): void {
    if (send({ t: 'ping' })) arm('pong', PONG_WITHIN_MS, () => lost(0))
  }

  function armRenewal(expiresAt: string): void {
    const afterMs = Date.parse(expiresAt) - now() - RENEW_BEFORE_MS
    arm('renew', Math.min(RENEW_AT_MOST_MS, Math.max(RENEW_AT_LEAST_MS, afterMs)), () => {
      const mine = round
      // When the page cannot give a token now, the socket ends with `expired` and the way back asks again.
      token({ fresh: true }).then(
        (bearer) => mine === round && send({ t: 'renew', token: bearer }),
        () => undefined,
      )
    })
  }

  const subscribeNow = (stream: string) => send({ t: 'subscribe', stream, after: cursorOf(stream) })

  function lost(code: number): void {
    const wasGreeted = greeted
    drop()
    // Still wanted: whoever wants it again, and again, is not turned away again each time.
    if (FINAL_CODES.has(code)) return say('idle')
    if (code === EXPIRED) needsFreshToken = true
    if (code === EXPIRED && wasGreeted) return void connect()
    if (!wasGreeted && code < OWN_CODES) failedBeforeHello += 1
    if (failedBeforeHello >= BLOCKED_AFTER) return goPolling()
    retry()
  }

  function retry(): void {
    if (status !== 'polling') say(online ? 'connecting' : 'offline')
    arm('retry', backoffMs(attempt, random), () => void connect())
    attempt += 1
  }

  function goPolling(): void {
    if (!unreachable) say('polling')
    arm('retry', TRY_SOCKET_AGAIN_MS, () => {
      failedBeforeHello = BLOCKED_AFTER - 1
      void connect()
    })
    void pollOnAndOn(round)
  }

  /** Where not even polling reaches the desk, the desk is away and no socket is blocked: the socket is tried again soon. */
  async function pollOnAndOn(mine: number): Promise<void> {
    while (mine === round) {
      const reached = await poll().then(
        () => true,
        () => false,
      )
      if (mine !== round) return
      unreachable = !reached
      if (reached) say('polling')
      else {
        failedBeforeHello = 0
        say('connecting')
        return retry()
      }
    }
  }

  return {
    start() {
      if (wanted) return
      wanted = true
      void connect()
    },
    stop() {
      wanted = false
      drop()
      say('idle')
    },
    /** Somebody else speaks from now on. */
    restart() {
      attempt = 0
      if (wanted) void connect()
    },
    network(isOnline: boolean) {
      if (isOnline === online) return
      online = isOnline
      attempt = 0
      failedBeforeHello = 0
      if (wanted && status === 'polling') status = 'connecting'
      if (wanted) void connect()
    },
    /** The page is looked at again: make sure the line is alive, or come back now instead of later. */
    wake() {
      if (!wanted || !online) return
      if (greeted) ping()
      else if (status !== 'polling' && socket === null) void connect()
    },
    subscribe(stream: string) {
      streams.add(stream)
      subscribeNow(stream)
    },
    unsubscribe(stream: string) {
      if (streams.delete(stream)) send({ t: 'unsubscribe', stream })
    },
    send,
  }
}
