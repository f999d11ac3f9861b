/** What the other side may know of us: delivered, read, typing. Told sparingly, never moving back. */
import type { ClientFrame } from '@yingda/protocol/realtime.ts'
import type { Http } from '../net/http.ts'
import type { Timers } from '../net/timers.ts'
import { heldSeq } from '../state/thread.ts'
import type { DeskState } from '../desk/state.ts'

const MARKS_AFTER_MS = 250
const TYPING_AGAIN_MS = 3000
const TYPING_ENDS_MS = 5000

type ConversationId = Extract<ClientFrame, { t: 'marks' }>['conversationId']
/** Ids come from the server and go back to it; the brand only says which thing they name. */
const asId = (thread: string) => thread as ConversationId
type Parts = {
  readonly state: () => DeskState
  readonly http: Http
  /** False when there is no live line now. */
  readonly send: (frame: ClientFrame) => boolean
  readonly timers: Timers
  readonly now: () => number
}
export type Attention = ReturnType<typeof createAttention>

export function createAttention({ state, http, send, timers, now }: Parts) {
  const told = new Map<string, string>()
  const due = new Set<string>()
  let typingIn: string | null = null
  let typingSaidAt = 0
  let typingEnds: number | null = null

  function tellMarks(thread: string): void {
    due.delete(thread)
    const { threads, readTo } = state()
    const held = threads[thread]
    if (held === undefined) return
    const marks = { delivered: heldSeq(held), read: Math.min(readTo[thread] ?? 0, heldSeq(held)) }
    const word = `${marks.delivered}/${marks.read}`
    if (told.get(thread) === word) return
    told.set(thread, word)
    if (send({ t: 'marks', conversationId: asId(thread), ...marks })) return
    http.post(`/conversations/${thread}/marks`, marks).catch(() => told.set(thread, ''))
  }

  function mark(thread: string): void {
    if (due.has(thread)) return
    due.add(thread)
    timers.set(() => tellMarks(thread), MARKS_AFTER_MS)
  }

  function sayTyping(thread: string, on: boolean): void {
    if (send({ t: 'typing', conversationId: asId(thread), on })) return
    if (state().status === 'polling') http.post(`/conversations/${thread}/typing`, { on }).catch(() => undefined)
  }

  function stopTyping(): void {
    if (typingEnds !== null) timers.clear(typingEnds)
    if (typingIn !== null) sayTyping(typingIn, false)
    typingEnds = typingIn = null
    typingSaidAt = 0
  }

  return {
    /** Something was held or read: soon told, together with what else happens until then. */
    mark,
    /** The line is a new one: what was told on the former may have gone nowhere. Told again it changes nothing. */
    tellAgain(): void {
      const threads = [...told.keys()]
      told.clear()
      threads.forEach(mark)
    },
    typing(thread: string): void {
      if (typingIn !== thread) stopTyping()
      typingIn = thread
      if (now() - typingSaidAt > TYPING_AGAIN_MS) {
        sayTyping(thread, true)
        typingSaidAt = now()
      }
      if (typingEnds !== null) timers.clear(typingEnds)
      typingEnds = timers.set(stopTyping, TYPING_ENDS_MS)
    },
    stopTyping,
    forget: () => told.clear(),
  }
}
