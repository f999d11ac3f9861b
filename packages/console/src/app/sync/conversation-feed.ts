import type { StaffEntry } from '@yingda/protocol/entries/views.ts'
import type { StaffEntriesPage } from '@yingda/protocol/http/staff.ts'
import { appendEntries, emptyStream, prependEntries, reachesStart, streamOfPage, type ConversationStream } from './conversation-stream.ts'
import type { StreamFrame, StreamListener } from './staff-socket.ts'

export const PAGE_SIZE = 100
/** Above every seq; still fits the server's integer column. */
const NEWEST = 2 ** 31 - 1

export type FeedSnapshot = {
  readonly stream: ConversationStream
  readonly phase: 'loading' | 'ready' | 'failed'
  readonly error: unknown
  readonly reachedStart: boolean
  readonly loadingOlder: boolean
}

export type FeedDeps = {
  /** Oldest first within the page; without bounds the server answers from the beginning. */
  fetchPage: (bounds: { after?: number; before?: number; limit: number }) => Promise<StaffEntriesPage>
  subscribe: (listener: StreamListener) => () => void
  /** New entries arrived: whoever shows the conversation's row reads it again. */
  onEntries: (entries: readonly StaffEntry[]) => void
  onLost: () => void
}

/**
 * One conversation's entries, kept right: the newest page by HTTP, then the stream from there. Start-up, a gap and a
 * reset are the same three steps, so there is one way to recover and it is used every time a thread is opened.
 */
export class ConversationFeed {
  readonly #deps: FeedDeps
  readonly #listeners = new Set<() => void>()
  #snapshot: FeedSnapshot = { stream: emptyStream, phase: 'loading', error: null, reachedStart: false, loadingOlder: false }
  #unsubscribe: (() => void) | null = null
  #filling = false
  #starting: Promise<void> | null = null

  constructor(deps: FeedDeps) {
    this.#deps = deps
  }

  readonly snapshot = (): FeedSnapshot => this.#snapshot

  readonly listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Shows what is held at once and follows the stream from there. */
  open(): void {
    if (this.#unsubscribe) return
    if (this.#snapshot.phase === 'ready') this.#follow()
    else void this.restart()
  }

  /** Stops following; what is held stays for the next time. */
  close(): void {
    this.#unsubscribe?.()
    this.#unsubscribe = null
  }

  get isOpen(): boolean {
    return this.#unsubscribe !== null
  }

  /** Reads by HTTP what came after our cursor: after a command of our own, or while there is no socket. */
  catchUp(): Promise<void> {
    return this.#snapshot.phase === 'ready' ? this.#fillGap() : this.restart()
  }

  /** Reads the newest page afresh and follows from it. */
  restart(): Promise<void> {
    this.#starting ??= this.#start().finally(() => {
      this.#starting = null
    })
    return this.#starting
  }

  async loadOlder(): Promise<void> {
    const { stream, phase, loadingOlder, reachedStart } = this.#snapshot
    if (phase !== 'ready' || loadingOlder || reachedStart) return
    this.#set({ loadingOlder: true })
    try {
      const page = await this.#deps.fetchPage({ before: stream.from, limit: PAGE_SIZE })
      this.#hold(prependEntries(this.#snapshot.stream, page.entries))
    } finally {
      this.#set({ loadingOlder: false })
    }
  }

  async #start(): Promise<void> {
    if (this.#snapshot.phase === 'failed') this.#set({ phase: 'loading', error: null })
    try {
      const page = await this.#deps.fetchPage({ before: NEWEST, limit: PAGE_SIZE })
      this.#hold(streamOfPage(page.entries))
      this.#set({ phase: 'ready', error: null })
      this.close()
      this.#follow()
    } catch (error) {
      if (this.#snapshot.phase !== 'ready') this.#set({ phase: 'failed', error })
    }
  }

  #follow(): void {
    this.#unsubscribe = this.#deps.subscribe({ after: () => this.#snapshot.stream.to, onFrame: (frame) => this.#onFrame(frame) })
  }

  #onFrame(frame: StreamFrame): void {
    if (frame.t === 'reset') void this.restart()
    if (frame.t === 'unsubscribed') this.#deps.onLost()
    if (frame.t === 'live' && frame.seq > this.#snapshot.stream.to) void this.#fillGap()
    if (frame.t === 'entries') this.take(frame.entries.filter(isStaffEntry))
  }

  /** Entries from the stream, or read by HTTP after a command of our own. */
  take(entries: readonly StaffEntry[]): void {
    const before = this.#snapshot.stream
    const { stream, gap } = appendEntries(before, entries)
    this.#hold(stream)
    if (stream !== before) this.#deps.onEntries(stream.entries.filter((entry) => entry.seq > before.to))
    if (gap) void this.#fillGap()
  }

  async #fillGap(): Promise<void> {
    if (this.#filling) return
    this.#filling = true
    try {
      for (;;) {
        const page = await this.#deps.fetchPage({ after: this.#snapshot.stream.to, limit: PAGE_SIZE })
        this.take(page.entries)
        if (page.entries.length === 0 || this.#snapshot.stream.to >= page.lastSeq) break
      }
    } catch {
      // Unreachable: the reconnect subscribes from our cursor and brings the rest.
    } finally {
      this.#filling = false
    }
  }

  #hold(stream: ConversationStream): void {
    if (stream !== this.#snapshot.stream) this.#set({ stream, reachedStart: stream.entries.length === 0 || reachesStart(stream) })
  }

  #set(change: Partial<FeedSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change }
    for (const listener of this.#listeners) listener()
  }
}

const isStaffEntry = (entry: object): entry is StaffEntry => 'entry' in entry
