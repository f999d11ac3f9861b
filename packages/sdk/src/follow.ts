/** One conversation, followed without a gap: entries in order and each once, whatever the line does. */
import type { ConversationState, ServerFrame } from './frames.ts'
import type { Entry } from './generated/customer-api.ts'
import type { Request } from './request.ts'

export type Follower = {
  /** Resume after this seq: the highest one the caller has kept. 0 = from the beginning. */
  after?: number
  onEntries: (entries: readonly Entry[]) => void
  onState?: (state: ConversationState) => void
  /** What was held does not belong to this stream: throw it away, everything comes again from the first entry. */
  onReset?: () => void
  /** The desk will not tell more of it to this customer. */
  onEnd?: (code: string) => void
}

export type Followed = {
  hear(frame: ServerFrame): void
  poll(signal: AbortSignal): Promise<void>
  held(): number
}

const PAGE = 200
const WAIT_MS = 25_000

export const streamOf = (conversationId: string): string => `conversation:${conversationId}`

export function createFollowed({ conversationId, follower, request }: { conversationId: string; follower: Follower; request: Request }): Followed {
  let held = follower.after ?? 0
  let catchingUp: Promise<void> | null = null

  /** @returns false when entries are missing in between */
  function take(entries: readonly Entry[]): boolean {
    const fresh = entries.filter(({ seq }) => seq > held)
    const [first] = fresh
    if (first === undefined) return true
    if (first.seq !== held + 1) return false
    held = fresh.at(-1)?.seq ?? held
    follower.onEntries(fresh)
    return true
  }

  function startOver(): void {
    held = 0
    follower.onReset?.()
  }

  async function readPage(waitMs: number, signal?: AbortSignal): Promise<boolean> {
    const page = await request('GET /conversations/{conversationId}/entries', {
      path: { conversationId },
      query: { after: held, limit: PAGE, waitMs },
      timeoutMs: waitMs + 10_000,
      ...(signal !== undefined && { signal }),
    })
    const before = held
    if (page.lastSeq < held) startOver()
    else take(page.entries)
    // A page that brings nothing though more is there would be asked for without end.
    if (held === before && held < page.lastSeq) throw new Error(`the desk left out entry ${held + 1}`)
    return held >= page.lastSeq
  }

  /** By HTTP what the line did not bring. When that fails too, the next `live` frame or poll finds it missing again. */
  function catchUp(): void {
    catchingUp ??= (async () => {
      while (!(await readPage(0)));
    })()
      .catch(() => undefined)
      .finally(() => {
        catchingUp = null
      })
  }

  return {
    held: () => held,
    hear(frame) {
      if (frame.t === 'entries' && !take(frame.entries)) catchUp()
      if (frame.t === 'live' && held < frame.seq) catchUp()
      if (frame.t === 'reset') {
        startOver()
        catchUp()
      }
      if (frame.t === 'state') follower.onState?.(frame.state)
      if (frame.t === 'unsubscribed') follower.onEnd?.(frame.code)
    },
    async poll(signal) {
      await readPage(WAIT_MS, signal)
      const state = await request('GET /conversations/{conversationId}/state', { path: { conversationId }, signal })
      follower.onState?.(state)
    },
  }
}

/** Which followed conversation a frame is about; null when about none. */
export function conversationOf(frame: ServerFrame): string | null {
  if (frame.t === 'state') return streamOf(frame.conversationId)
  return 'stream' in frame ? frame.stream : null
}
