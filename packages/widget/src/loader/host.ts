/** What loader and app know of each other. The loader draws the launcher at once; the app comes when it is needed. */
import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { Language } from '@yingda/protocol/language.ts'
import type { Fetched } from './fetched.ts'
import type { Settings } from './settings.ts'

export type OpenOptions = { readonly questionType?: QuestionType; readonly transactionId?: string }
export type Host = {
  readonly root: ShadowRoot
  /** Where the app draws; the launcher stands beside it. */
  readonly place: HTMLElement
  readonly settings: Settings
  readonly fetched: Fetched
  readonly onUnread: (count: number, launcherLabel: string) => void
  readonly onOpen: (open: boolean) => void
}
export type App = {
  open(options?: OpenOptions): void
  close(): void
  identify(getToken: () => Promise<string> | string): void
  signOut(): void
  setLanguage(language: Language): void
}
/** What the page sees as `window.Yingda`. */
export type YingdaApi = {
  open(options?: OpenOptions): void
  close(): void
  /** `getToken` returns a fresh JWT of the wallet; it is called again whenever one runs out. */
  identify(getToken: () => Promise<string> | string): void
  signOut(): void
  setLanguage(language: string): void
  setTheme(theme: string): void
  /** Messages not yet looked at; also told by the window event `yingda:unread`. */
  unread(): number
}
