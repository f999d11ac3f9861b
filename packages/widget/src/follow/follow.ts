/**
 * Following: an observer of the desk's state that keeps the live line. It sees which conversation is shown and
 * complete and subscribes to it, what has been read and written and tells it, who speaks and greets anew. Without it
 * everything can still be said and fetched; it only comes later.
 */
import type { Desk } from '../desk/desk.ts'
import { shownThread, unreadTotal } from '../desk/state.ts'
import { isNewThread } from '../state/outbox.ts'
import { heldSeq } from '../state/thread.ts'
import { createAttention } from './attention.ts'
import { createFrames, streamOf, threadOf } from './frames.ts'
import { followLink } from './from-link.ts'
import { createLive } from './live.ts'
import { createLongPoll } from './long-poll.ts'

const followed = new WeakSet<Desk>()

/** @param onUnread told how many messages have not been looked at, and what the launcher says then */
export function follow(desk: Desk, onUnread: (count: number, launcherLabel: string) => void): void {
  if (followed.has(desk)) return
  followed.add(desk)
  const {
    store,
    threads,
    world: { base, openSocket, timers, now, random },
  } = desk
  const onFrame = createFrames(desk)
  const longPoll = createLongPoll(desk)
  const live = createLive({
    open: () => openSocket(`${base.replace(/^http/, 'ws')}/ws/customer`),
    token: desk.token,
    language: () => store.get().language,
    cursorOf: (stream) => {
      const id = threadOf(stream)
      return id === null ? 0 : threads.held(id)
    },
    onFrame,
    onStatus(status) {
      store.set({ status })
      if (status !== 'live' && status !== 'polling') return
      desk.comeBack()
      attention.tellAgain()
    },
    poll: longPoll.poll,
    timers,
    now,
    random,
  })
  const attention = createAttention({ state: store.get, http: desk.http, send: live.send, timers, now })

  let before = store.get()
  let subscribed: string | null = null
  function observe(): void {
    const state = store.get()
    const was = before
    before = state
    const count = unreadTotal(state)
    onUnread(count, count === 0 ? state.words.launcherOpen : state.words.launcherUnread(count))
    if (state.online !== was.online) live.network(state.online)
    const shown = shownThread(state)
    if (shown !== shownThread(was)) {
      longPoll.interrupt()
      attention.stopTyping()
    }
    const { conversations = [] } = state.home ?? {}
    if (desk.known() && (state.open || conversations.some((each) => each.state !== 'closed'))) live.start()
    else live.stop()
    // Turned away, and heard since: the token is good again.
    const isHeard = (state.home !== was.home && state.home !== null) || state.outbox.length < was.outbox.length
    if (isHeard && store.get().status === 'idle') live.restart()
    if (state.person !== was.person) {
      attention.forget()
      live.restart()
    }
    subscribeTo(shown !== null && state.threads[shown]?.complete === true ? shown : null)
    if (shown === null || isNewThread(shown)) return
    const held = state.threads[shown]
    if (
      held !== undefined &&
      (heldSeq(held) !== (was.threads[shown] === undefined ? 0 : heldSeq(was.threads[shown])) || state.readTo[shown] !== was.readTo[shown])
    ) {
      attention.mark(shown)
    }
    const draft = state.drafts[shown] ?? ''
    if (draft === (was.drafts[shown] ?? '')) return
    if (draft === '') attention.stopTyping()
    else attention.typing(shown)
  }

  function subscribeTo(thread: string | null): void {
    if (thread === subscribed) return
    if (subscribed !== null) live.unsubscribe(streamOf(subscribed))
    subscribed = thread
    if (thread !== null) live.subscribe(streamOf(thread))
  }

  live.subscribe('mine')
  live.network(store.get().online)
  store.subscribe(observe)
  observe()
  followLink(desk)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible') return
    live.wake()
    // What was read on another device is told to nobody: a count that still stands here is asked for again.
    if (unreadTotal(store.get()) > 0) void desk.home.load()
  })
}
