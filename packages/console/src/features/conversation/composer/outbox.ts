import type { AttachmentView } from '@yingda/protocol/entries/views.ts'
import { readJson, type KeyValue } from '../../../app/storage.ts'

/** One message or note on its way. It stays here, on this device, until the server has it on disk. */
export type Outgoing = {
  clientId: string
  conversationId: string
  kind: 'message' | 'note'
  text: string
  attachments: AttachmentView[]
  mentions: string[]
  then: 'nothing' | 'await_customer'
  writtenAt: string
  /** `waiting`: will be sent, or is being sent. `refused`: the server said no, in `why`. */
  state: 'waiting' | 'refused'
  why: string | null
}

export type OutboxDeps = {
  storage: KeyValue
  /** Whose outbox: two people may use one browser. */
  owner: string
  send: (item: Outgoing) => Promise<unknown>
  /** Words of a refusal, or null when the answer is unknown and the same must be sent again. */
  refusalOf: (error: unknown) => string | null
  onAccepted: (item: Outgoing) => void
}

const RETRY_MS = [1000, 2000, 5000, 10_000, 20_000]

/**
 * Sends in order, per conversation, one at a time, each with its own clientId: sending twice has no second effect, so
 * an unknown outcome is simply sent again. A refused one stands aside, visible, until the person decides.
 */
export class Outbox {
  readonly #deps: OutboxDeps
  readonly #listeners = new Set<() => void>()
  readonly #sending = new Set<string>()
  #items: readonly Outgoing[]
  #failures = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(deps: OutboxDeps) {
    this.#deps = deps
    this.#items = readJson(deps.storage, this.#key, isOutgoingList, [])
  }

  readonly items = (): readonly Outgoing[] => this.#items

  readonly listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  add(item: Omit<Outgoing, 'state' | 'why'>): void {
    this.#set([...this.#items, { ...item, state: 'waiting', why: null }])
    this.flush()
  }

  /** Sends a refused one again, with the same clientId. */
  retry(clientId: string): void {
    this.#set(this.#items.map((item) => (item.clientId === clientId ? { ...item, state: 'waiting', why: null } : item)))
    this.flush()
  }

  /** Takes a refused one out and hands it back, so that its words are not lost. */
  takeBack(clientId: string): Outgoing | null {
    const found = this.#items.find((item) => item.clientId === clientId && item.state === 'refused') ?? null
    if (found) this.#set(this.#items.filter((item) => item !== found))
    return found
  }

  /** Sends what waits; call it at start and whenever the connection is back. */
  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const busy = new Set(this.#sending)
    for (const item of this.#items) {
      if (item.state !== 'waiting' || busy.has(item.conversationId)) continue
      busy.add(item.conversationId)
      void this.#send(item)
    }
  }

  stop(): void { clearTimeout(this.#timer) }

  async #send(item: Outgoing): Promise<void> {
    this.#sending.add(item.conversationId)
    try {
      await this.#deps.send(item)
      this.#failures = 0
      this.#set(this.#items.filter((other) => other.clientId !== item.clientId))
      this.#deps.onAccepted(item)
    } catch (error) {
      this.#notSent(item, error)
      return
    } finally {
      this.#sending.delete(item.conversationId)
    }
    this.flush()
  }

  #notSent(item: Outgoing, error: unknown): void {
    const why = this.#deps.refusalOf(error)
    if (why !== null) {
      this.#set(this.#items.map((other) => (other.clientId === item.clientId ? { ...other, state: 'refused', why } : other)))
      setTimeout(() => this.flush(), 0)
      return
    }
    const waitMs = RETRY_MS[Math.min(this.#failures, RETRY_MS.length - 1)]
    this.#failures += 1
    this.#timer ??= setTimeout(() => { this.#timer = undefined; this.flush() }, waitMs)
  }

  #set(items: readonly Outgoing[]): void {
    this.#items = items
    if (items.length === 0) this.#deps.storage.remove(this.#key)
    else this.#deps.storage.set(this.#key, JSON.stringify(items))
    for (const listener of this.#listeners) listener()
  }

  get #key(): string { return `yingda.outbox.${this.#deps.owner}` }
}

const isOutgoingList = (value: unknown): value is Outgoing[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'object' && item !== null && typeof item.clientId === 'string' && typeof item.text === 'string' && typeof item.conversationId === 'string' && Array.isArray(item.attachments) && Array.isArray(item.mentions))
