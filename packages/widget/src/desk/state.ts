/** Everything the widget draws from, as one value. */
import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { AttachmentView } from '@yingda/protocol/entries/views.ts'
import type { CustomerConversation, CustomerHome } from '@yingda/protocol/http/customer.ts'
import type { Language } from '@yingda/protocol/language.ts'
import type { MoreWords } from '@yingda/i18n/widget/later/zh-CN.ts'
import type { WidgetWords } from '@yingda/i18n/widget/zh-CN.ts'
import type { Outbox } from '../state/outbox.ts'
import type { Thread } from '../state/thread.ts'

export type Screen =
  | { readonly name: 'home' }
  | { readonly name: 'chat'; readonly thread: string }
  | { readonly name: 'article'; readonly slug: string }
  | { readonly name: 'transactions'; readonly thread: string }

/** `idle`: nobody follows. `offline`: the device has no network. `polling`: live, by the slower road. */
export type LiveStatus = 'idle' | 'connecting' | 'live' | 'polling' | 'offline'

/** A conversation that exists on this device alone until its first message is accepted. */
export type FreshThread = { readonly questionType: QuestionType; readonly transactionId: string | null }

export type Upload = {
  readonly id: string
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes: number
  readonly sentBytes: number
  readonly status: 'waiting' | 'uploading' | 'done' | 'failed'
  /** Set once the server has stored it. */
  readonly attachment: AttachmentView | null
  /** Why it was refused, in the customer's language; null when it merely did not arrive. */
  readonly refusal: string | null
  /** The words it belongs to went ahead: it goes by itself once it is stored. */
  readonly follows?: boolean
}

export type AllWords = WidgetWords & MoreWords

export type DeskState = {
  readonly open: boolean
  /** Counts who speaks from this device: another number, another person or another proof. */
  readonly person: number
  readonly language: Language
  readonly words: WidgetWords
  /** Null until the parts that come later are fetched. */
  readonly more: AllWords | null
  /** The parts that come later did not come. The screen asks for them again when somebody taps, the app every few seconds. */
  readonly partsFailed: boolean
  readonly online: boolean
  readonly status: LiveStatus
  readonly signedIn: boolean
  readonly home: CustomerHome | null
  /** Why it did not come; null = it did, or is still coming. */
  readonly homeFailed: Error | null
  /** The last is shown; the first is always home. */
  readonly screens: readonly Screen[]
  readonly threads: Readonly<Record<string, Thread>>
  /** The same of each conversation. */
  readonly loadFailed: Readonly<Record<string, Error | null>>
  readonly fresh: Readonly<Record<string, FreshThread>>
  readonly outbox: Outbox
  /** Too many ask just now: what waits is tried again by itself at this instant. */
  readonly crowdedUntil: number | null
  /** This person has done very much in a short time: the same. */
  readonly limitedUntil: number | null
  readonly drafts: Readonly<Record<string, string>>
  readonly uploads: Readonly<Record<string, readonly Upload[]>>
  /** How far each conversation has been read on this device, ahead of what the server has been told. */
  readonly readTo: Readonly<Record<string, number>>
  /** One line that says what did not work; null when all is well. */
  readonly problem: string | null
}

export const startState = (language: Language, words: WidgetWords, online: boolean): DeskState => ({
  open: false,
  person: 0,
  language,
  words,
  more: null,
  partsFailed: false,
  online,
  status: 'idle',
  signedIn: false,
  home: null,
  homeFailed: null,
  screens: [{ name: 'home' }],
  threads: {},
  loadFailed: {},
  fresh: {},
  outbox: [],
  crowdedUntil: null,
  limitedUntil: null,
  drafts: {},
  uploads: {},
  readTo: {},
  problem: null,
})

/** What belongs to a person, emptied when somebody else speaks. */
export const ofNobody = {
  home: null,
  homeFailed: null,
  screens: [{ name: 'home' }],
  threads: {},
  loadFailed: {},
  fresh: {},
  drafts: {},
  uploads: {},
  readTo: {},
  problem: null,
} as const satisfies Partial<DeskState>

/** What the other side does now is known only while the desk is reached. */
export const isReached = ({ status }: Pick<DeskState, 'status'>): boolean => status === 'live' || status === 'polling'

/** The conversation in front of the customer, if one is. */
export function shownThread({ open, screens }: Pick<DeskState, 'open' | 'screens'>): string | null {
  const screen = screens.at(-1)
  return open && screen?.name === 'chat' ? screen.thread : null
}

export const unreadOf = ({ readTo }: Pick<DeskState, 'readTo'>, conversation: CustomerConversation): number =>
  (readTo[conversation.id] ?? 0) >= conversation.lastSeq ? 0 : conversation.unread

/** Messages not yet looked at, over all conversations. */
export const unreadTotal = (state: Pick<DeskState, 'home' | 'readTo'>): number =>
  (state.home?.conversations ?? []).reduce((sum, conversation) => sum + unreadOf(state, conversation), 0)
