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
  /** What follows in the same command. */
  afterwards: 'nothing' | 'await_customer'
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
  /** Not before so long, where the server said so. */
  againAfterMs: (error: unknown) => number
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
    this.#items = this.#remembered()
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

  stop(): void {
    clearTimeout(this.#timer)
  }

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
    const waitMs = Math.max(this.#deps.againAfterMs(error), RETRY_MS[Math.min(this.#failures, RETRY_MS.length - 1)] ?? 0)
    this.#failures += 1
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.flush()
    }, waitMs)
  }

  #set(items: readonly Outgoing[]): void {
    const { storage } = this.#deps
    for (const item of this.#items) if (!items.some((other) => other.clientId === item.clientId)) storage.remove(this.#prefix + item.clientId)
    for (const item of items) if (!this.#items.includes(item)) storage.set(this.#prefix + item.clientId, JSON.stringify(item))
    this.#items = items
    for (const listener of this.#listeners) listener()
  }

  /** One key an item, so that two windows of one person never write over each other. */
  #remembered(): Outgoing[] {
    const { storage } = this.#deps
    return storage
      .keys()
      .filter((key) => key.startsWith(this.#prefix))
      .map((key) => readJson<Outgoing | null>(storage, key, isOutgoing, null))
      .filter((item) => item !== null)
      .toSorted((a, b) => a.writtenAt.localeCompare(b.writtenAt))
  }

  get #prefix(): string {
    return `yingda.outbox.${this.#deps.owner}.`
  }
}

const isOutgoing = (value: unknown): value is Outgoing =>
  typeof value === 'object' &&
  value !== null &&
  'clientId' in value &&
  typeof value.clientId === 'string' &&
  'conversationId' in value &&
  typeof value.conversationId === 'string' &&
  'text' in value &&
  typeof value.text === 'string' &&
  'attachments' in value &&
  Array.isArray(value.attachments) &&
  'mentions' in value &&
  Array.isArray(value.mentions) &&
  'writtenAt' in value &&
  typeof value.writtenAt === 'string'
