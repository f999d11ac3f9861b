/** What the customer does in conversations. Everything said goes through the outbox; nothing is sent from here. */
import type { DeviceContext, QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { AttachmentView } from '@yingda/protocol/entries/views.ts'
import type { ConversationStarted } from '@yingda/protocol/http/customer.ts'
import { enqueue, isNewThread, newThreadKey, type OutboxAct, type OutboxItem } from '../state/outbox.ts'
import { emptyThread, heldSeq } from '../state/thread.ts'
import { goesOnAs } from './goes-on-as.ts'
import type { DeskState, Screen } from './state.ts'
import type { Store } from './store.ts'

export type Talk = ReturnType<typeof createTalk>
type Parts = {
  store: Store<DeskState>
  pump: () => void
  newId: () => string
  now: () => number
  context: () => DeviceContext
}

const OPEN_STATES: ReadonlySet<string> = new Set(['bot', 'waiting', 'with_agent'])

export function createTalk({ store, pump, newId, now, context }: Parts) {
  let lastAtMs = 0
  /** Instants of one's own acts never repeat: they carry the order of the outbox over a reload. */
  const stamp = (): string => {
    lastAtMs = Math.max(now(), lastAtMs + 1)
    return new Date(lastAtMs).toISOString()
  }
  /** Into the outbox, and off as soon as it can go. */
  const put = (thread: string, act: OutboxAct, clientId = newId()) => {
    store.set({ outbox: enqueue(store.get().outbox, { clientId, thread, at: stamp(), act }) })
    pump()
  }
  /** Asked for again, what is shown already leads back in one step as before. */
  const go = (screen: Screen) => {
    const { screens } = store.get()
    store.set({ screens: JSON.stringify(screens.at(-1)) === JSON.stringify(screen) ? screens : [...screens, screen], problem: null })
  }
  const openOf = (questionType: QuestionType | null) =>
    store
      .get()
      .home?.conversations.find((each) => OPEN_STATES.has(each.state) && (questionType === null ? each.state !== 'bot' : each.questionType === questionType))

  /** One on this question that the server does not know yet: half written, or waiting to be sent. */
  const freshOf = (questionType: QuestionType): string | undefined => {
    const { fresh, outbox } = store.get()
    return (
      Object.keys(fresh).find((thread) => fresh[thread]?.questionType === questionType) ??
      outbox.find(({ act }) => act.type === 'start' && act.questionType === questionType)?.thread
    )
  }

  /** A conversation on this question: the open one if there is one, else a fresh one that starts with its first message. */
  function ask(questionType: QuestionType, transactionId: string | null = null): string {
    const thread = openOf(questionType)?.id ?? freshOf(questionType) ?? newThreadKey(newId())
    const { fresh } = store.get()
    go({ name: 'chat', thread })
    if (!hasBegun(thread)) store.set({ fresh: { ...fresh, [thread]: { questionType, transactionId: transactionId ?? fresh[thread]?.transactionId ?? null } } })
    else if (transactionId !== null) put(thread, { type: 'transaction', transactionId })
    return thread
  }

  /** The files that are ready go with this message; their row empties. */
  function takeReady(thread: string): readonly AttachmentView[] {
    const { uploads } = store.get()
    const rows = uploads[thread] ?? []
    store.set({ uploads: { ...uploads, [thread]: rows.filter(({ attachment }) => attachment === null) } })
    return rows.flatMap(({ attachment }) => (attachment === null ? [] : [attachment]))
  }

  /** The start of a fresh conversation, once, carrying the first message if there is one. */
  function begin(thread: string, message: { text: string; attachments: readonly AttachmentView[] } | null): void {
    const { fresh, language } = store.get()
    const { questionType, transactionId } = fresh[thread] ?? { questionType: 'other', transactionId: null }
    put(
      thread,
      { type: 'start', questionType, language, context: context(), transactionId, message: message === null ? null : { clientId: newId(), ...message } },
      thread.slice(newThreadKey('').length),
    )
  }
  const hasBegun = (thread: string): boolean => !isNewThread(thread) || store.get().outbox.some((item) => item.thread === thread && item.act.type === 'start')

  return {
    go,
    ask,
    back(): void {
      const { screens } = store.get()
      if (screens.length > 1) store.set({ screens: screens.slice(0, -1), problem: null })
    },
    openThread: (thread: string) => go({ name: 'chat', thread }),
    say(thread: string, text: string): void {
      const attachments = takeReady(thread)
      if (text === '' && attachments.length === 0) return
      // A chip says its own words; what is being written stays.
      const { drafts } = store.get()
      store.set({ drafts: drafts[thread]?.trim() === text ? { ...drafts, [thread]: '' } : drafts, problem: null })
      if (hasBegun(thread)) put(thread, { type: 'message', text, attachments })
      else begin(thread, { text, attachments })
    },
    /** The newest is in front of the customer's eyes. */
    looksAt(thread: string): void {
      const { threads, readTo } = store.get()
      const held = heldSeq(threads[thread] ?? emptyThread(thread))
      if (held > (readTo[thread] ?? 0)) store.set({ readTo: { ...readTo, [thread]: held } })
    },
    draft(thread: string, text: string): void {
      store.set({ drafts: { ...store.get().drafts, [thread]: text } })
    },
    /** Null: from the home screen, to whoever already has the customer's question, or in a new conversation. */
    person(thread: string | null): void {
      const waiting = thread === null ? openOf(null) : undefined
      if (waiting !== undefined) return go({ name: 'chat', thread: waiting.id })
      const target = thread ?? ask('other')
      if (!hasBegun(target)) begin(target, null)
      put(target, { type: 'person' })
    },
    put,
    hasBegun,
    /** The server has it: what was known under the device's own key goes over to the conversation's id. */
    onStarted({ conversation }: ConversationStarted, item: OutboxItem): void {
      const state = store.get()
      const { [item.thread]: _, ...fresh } = state.fresh
      store.set({
        fresh,
        threads: { ...state.threads, [conversation.id]: { ...(state.threads[conversation.id] ?? emptyThread(conversation.id)), summary: conversation } },
        ...goesOnAs(state, item.thread, conversation.id),
      })
    },
  }
}
