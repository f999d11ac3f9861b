import type { Writable } from 'node:stream'
import type { CustomerId, StaffId } from '@yingda/protocol/ids.ts'
import type { Language } from '@yingda/protocol/language.ts'
import { CLOSE, type ServerFrame } from '@yingda/protocol/realtime.ts'
import type { RefusalCode } from '@yingda/protocol/refusals.ts'
import type { WebSocket } from 'ws'
import type { CustomerActor, StaffActor } from '../../platform/actor.ts'
import { refusalBody } from '../../platform/http/app.ts'
import { Refused } from '../../platform/refused.ts'
import type { Unsent } from './unsent.ts'

/** Who is at the other end, and until when that holds. */
export type Party =
  | { kind: 'customer'; actor: CustomerActor; expiresAt: Date }
  /** `self`: all that the person's windows show of himself, to be compared. */
  | { kind: 'staff'; actor: StaffActor; sessionId: string; self: string; expiresAt: Date }

/** One subscription of one socket. `seq` counts in the stream's own numbering, `customerSeq` in the customer's. */
export type Subscription = {
  readonly connection: Connection
  readonly stream: string
  readonly streamId: string
  kind: 'conversation' | 'list'
  seq: number
  customerSeq: number
  /** Back-fill is done; from now on the feed pushes. */
  live: boolean
  /** Something was written while the back-fill was read. */
  hasNews: boolean
}

type Line = Pick<Writable, 'cork' | 'uncork'>

/** Unsent bytes beyond which a reader counts as stuck: it is cut off and resumes from its cursor. */
const MAX_UNSENT_BYTES = 1_000_000

/** A socket with what it may see. Holds no truth: everything is read again from the database after a reconnect. */
export class Connection {
  readonly socket: WebSocket
  readonly address: string
  readonly #unsent: Unsent
  /** What the socket writes to. */
  readonly #line: Line | null
  #isGathering = false
  readonly subscriptions = new Map<string, Subscription>()
  #party: Party | null = null
  #whenKnown: (() => void) | null = null
  language: Language = 'zh-CN'
  /** A visitor who is being let in counts already, else many that knock at once would each see an empty room. */
  visitorId: CustomerId | null = null
  /** Which conversation a staff window shows. */
  viewing: string | null = null
  /** It has answered the last ping. */
  alive = true
  /** When it last showed that somebody is at the other end, on this process's steady clock. */
  answeredAtMs = performance.now()
  /** It was cut off because it answered no ping. */
  isSilent = false
  /** The code this side ended it with; null while it was not ended from here. */
  endedWith: number | null = null

  constructor(socket: WebSocket, address: string, unsent: Unsent, line: Line | null = null) {
    this.socket = socket
    this.address = address
    this.#unsent = unsent
    this.#line = line
  }

  send(frame: ServerFrame): void {
    this.sendText(JSON.stringify(frame))
  }

  /** A frame that was made once for many. */
  sendText(text: string): void {
    if (!this.isOpen) return
    if (this.socket.bufferedAmount > MAX_UNSENT_BYTES) {
      this.end(CLOSE.slow, 'slow')
      return
    }
    this.#gather()
    const bytes = Buffer.byteLength(text)
    this.socket.send(text, () => this.#unsent.remove(this, bytes))
    this.#unsent.add(this, bytes)
  }

  /** What is sent within one turn of the loop leaves in one write: a system call costs more than a frame. */
  #gather(): void {
    const line = this.#line
    if (line === null || this.#isGathering) return
    this.#isGathering = true
    line.cork()
    setImmediate(() => {
      this.#isGathering = false
      line.uncork()
    })
  }

  /** At once, without a closing word: it would only be one more thing that waits. */
  cutOff(): void {
    this.endedWith = CLOSE.slow
    this.socket.terminate()
  }

  get party(): Party | null {
    return this.#party
  }

  set party(party: Party | null) {
    this.#party = party
    if (party !== null) this.noStranger()
  }

  /** To be told once: when it is known whose it is, or when it has closed. */
  onNoStranger(tell: () => void): void {
    this.#whenKnown = tell
  }

  noStranger(): void {
    this.#whenKnown?.()
    this.#whenKnown = null
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN
  }

  refuse(ref: string | null, code: RefusalCode, data: Readonly<Record<string, unknown>> = {}): void {
    const { retryAfterSeconds } = data
    const again = typeof retryAfterSeconds === 'number' ? { retryAfterSeconds } : {}
    this.send({ t: 'refused', ref, code, message: refusalBody(code, data, this.language).message, ...again })
  }

  refuseError(ref: string | null, error: unknown): void {
    if (error instanceof Refused) this.refuse(ref, error.code, error.data)
    else this.refuse(ref, 'server.busy')
  }

  answered(): void {
    this.alive = true
    this.answeredAtMs = performance.now()
  }

  end(code: number, reason: string): void {
    this.endedWith = code
    this.socket.close(code, reason)
    // A stuck reader never answers the closing handshake.
    setTimeout(() => this.socket.terminate(), 1000).unref()
  }

  get customerId(): CustomerId | null {
    return this.party?.kind === 'customer' ? this.party.actor.customerId : null
  }

  get staffId(): StaffId | null {
    return this.party?.kind === 'staff' ? this.party.actor.staffId : null
  }
}
