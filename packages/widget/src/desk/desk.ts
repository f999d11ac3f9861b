/** Puts the parts together: who asks, what is held, the outbox. The interface talks to this and to nothing below it. */
import type { DeviceContext } from '@yingda/protocol/entries/conversation.ts'
import type { CustomerEntry } from '@yingda/protocol/entries/views.ts'
import type { Language } from '@yingda/protocol/language.ts'
import type { MoreWords } from '@yingda/i18n/widget/later/zh-CN.ts'
import type { WidgetWords } from '@yingda/i18n/widget/zh-CN.ts'
import { createHttp } from '../net/http.ts'
import { createIdentity, type GetToken } from '../net/identity.ts'
import type { Keep } from '../net/keep.ts'
import { createSender } from '../net/sender.ts'
import type { Timers } from '../net/timers.ts'
import { createWire, type Refusal } from '../net/wire.ts'
import { bubbleOf, isNewThread, settle, waitForNetwork, type OutboxItem } from '../state/outbox.ts'
import { goesOnAs } from './goes-on-as.ts'
import { createHome } from './home.ts'
import { moveOutbox, readOutbox, saveOutbox } from './kept-outbox.ts'
import { createPerform } from './perform.ts'
import { ofNobody, shownThread, startState, type DeskState } from './state.ts'
import { createStore } from './store.ts'
import { createTalk } from './talk.ts'
import { createThreads } from './threads.ts'

/** The world outside, so that tests can be one. */
export type World = {
  readonly base: string
  readonly fetch: typeof globalThis.fetch
  readonly openSocket: (url: string) => WebSocket
  readonly keep: Keep
  readonly timers: Timers
  readonly now: () => number
  readonly random: () => number
  readonly newId: () => string
  readonly context: () => DeviceContext
  readonly wordsOf: (language: Language) => Promise<WidgetWords>
  readonly moreWordsOf: (language: Language) => Promise<MoreWords>
}
export type Desk = ReturnType<typeof createDesk>

const AGAIN_MS = 5000

export function createDesk(world: World, language: Language, words: WidgetWords, online: boolean) {
  const { base, keep, timers, now, random, newId, context } = world
  const store = createStore<DeskState>(startState(language, words, online))
  /** Raised when somebody else speaks: answers to the former are dropped. */
  let epoch = 0
  const wire = createWire({ base, fetch: world.fetch, language: () => store.get().language })
  const identity = createIdentity({ keep, wire, now })
  const http = createHttp({ wire, identity, person: () => epoch })
  const home = createHome({ store, http, timers, now })
  const threads = createThreads({ store, http, onArrived })
  /** Why something was not done that leaves no mark in the stream. */
  const tell = ({ message }: Pick<Refusal, 'message'>) => store.set({ problem: message || (store.get().more?.didNotWork ?? null) })
  const sender = createSender({
    read: () => store.get().outbox,
    write: (outbox) => store.set({ outbox }),
    perform: (item) => perform(item),
    // Until the past is joined, the desk would not know the customer's own conversations. And never in another one's name.
    online: () => store.get().online && !identity.hasPast() && identity.owner() === keptOwner,
    onPutOff: store.set,
    onRefused: (item, refusal) => bubbleOf(item) === null && tell(refusal),
    onAccepted,
    timers,
    now,
    random,
  })
  const talk = createTalk({ store, pump: sender.pump, newId, now, context })
  const perform = createPerform({
    http,
    onStarted: talk.onStarted,
    onWithoutTransaction: (why) => tell({ message: store.get().more?.withoutTransaction ?? why.message }),
  })

  /** Reached again: what waited goes out, what failed to load is loaded, the list is read afresh. */
  function comeBack(): void {
    store.set({ outbox: waitForNetwork(store.get().outbox) })
    sender.pump()
    const state = store.get()
    if (state.home !== null || state.homeFailed !== null) void home.load()
    const shown = shownThread(state)
    if (shown !== null && state.loadFailed[shown] != null) void threads.open(shown)
    if (identity.hasPast()) void joinPast()
  }

  /** What a visitor said on this device becomes the signed-in customer's; tried until it is done. */
  async function joinPast(): Promise<void> {
    const joined = await identity.join().catch(() => null)
    if (joined === null) timers.set(() => void joinPast(), AGAIN_MS)
    else if (joined) await speakAs(true)
  }

  /** The desk knows who speaks: the line greets anew, the first screen is theirs, what waits goes out. */
  async function speakAs(signedIn: boolean): Promise<void> {
    store.set({ person: store.get().person + 1, signedIn })
    sender.pump()
    if (store.get().open || identity.known()) await home.load()
  }

  function onArrived(thread: string, entries: readonly CustomerEntry[]): void {
    for (const { view } of entries) if (view.kind === 'continued') goOnIn(thread, view.nextConversationId)
  }

  function onAccepted(item: OutboxItem, conversationId: string): void {
    store.set({ outbox: settle(store.get().outbox, conversationId, new Set()) })
    if (item.act.type === 'start') void home.load()
    else if (conversationId !== item.thread) goOnIn(item.thread, conversationId)
    if (store.get().status !== 'live') void threads.open(conversationId)
  }

  function goOnIn(from: string, to: string): void {
    store.set(goesOnAs(store.get(), from, to))
    void home.load()
  }

  let shownBefore: string | null = null
  let keptBefore = store.get().outbox
  let keptOwner = identity.owner()
  store.subscribe(() => {
    const state = store.get()
    if (state.outbox !== keptBefore) {
      saveOutbox(keep, keptOwner, keptBefore, state.outbox)
      keptBefore = state.outbox
    }
    const shown = shownThread(state)
    if (shown === shownBefore) return
    shownBefore = shown
    if (shown !== null && !isNewThread(shown)) void threads.open(shown)
  })

  function loadOutbox(): void {
    keptOwner = identity.owner()
    keptBefore = readOutbox(keep, keptOwner)
    store.set({ outbox: keptBefore })
    sender.changeOwner()
  }
  loadOutbox()

  return {
    world,
    store,
    talk,
    threads,
    home,
    http,
    comeBack,
    pump: sender.pump,
    known: identity.known,
    owner: identity.owner,
    /** A token of whoever speaks; a visitor is made if there is nobody. `fresh`: the last one was turned down. */
    token: async (options?: { fresh: boolean }) => (await identity.token(options)) ?? identity.tokenOrVisitor(),
    /** The words of the parts that come later. */
    async loadMore(): Promise<void> {
      const { language: spoken, words: held, more } = store.get()
      if (more !== null) return
      const come = await world.moreWordsOf(spoken)
      // Another language may have been chosen meanwhile, and brought its own.
      if (store.get().more === null) store.set({ more: { ...held, ...come } })
    },
    show(open: boolean): void {
      store.set({ open })
      if (open) void home.load()
    },
    /** Signs in, or changes who is signed in. A visitor's conversations and unsent words stay: they become the customer's. */
    async identify(getToken: GetToken): Promise<void> {
      const mine = ++epoch
      try {
        await identity.identify(getToken)
      } catch {
        // The page could not give a token yet. Nobody's data is shown meanwhile; it is asked again.
        timers.set(() => mine === epoch && void this.identify(getToken), AGAIN_MS)
        return
      }
      if (mine !== epoch) return
      // Whose words are held, and not who was asked about last: that may have failed, or be asked twice.
      const owner = identity.owner()
      if (keptOwner === 'visitor') moveOutbox(keep, keptOwner, owner)
      else if (owner !== keptOwner) store.set(ofNobody)
      loadOutbox()
      // When there is a past to join, joining it says who speaks; there may be none, or it may take until later.
      const hadPast = identity.hasPast()
      await joinPast()
      if (mine === epoch && (!hadPast || identity.hasPast())) await speakAs(true)
    },
    signOut(): void {
      epoch += 1
      identity.signOut()
      store.set(ofNobody)
      loadOutbox()
      void speakAs(false)
    },
    network(isOnline: boolean): void {
      store.set({ online: isOnline, outbox: waitForNetwork(store.get().outbox) })
      if (isOnline) comeBack()
    },
  }
}
