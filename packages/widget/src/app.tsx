/** The app behind the launcher: made once a page, when somebody asks or is known. */
import { render } from 'preact'
import type { Language } from '@yingda/protocol/language.ts'
import type { MoreWords } from '@yingda/i18n/widget/later/zh-CN.ts'
import type { WidgetWords } from '@yingda/i18n/widget/zh-CN.ts'
import { createDesk } from './desk/desk.ts'
import { deviceContext } from './desk/device.ts'
import type { App, Host } from './loader/host.ts'
import { deskNow } from './net/desk-now.ts'
import { deviceKeep } from './net/keep.ts'
import { fetchPartsBy } from './parts.ts'
import style from './style/panel.css?inline'
import { adoptInRoot } from './style/sheets.ts'
import { loadLater } from './ui/later.tsx'
import { Panel } from './ui/panel.tsx'
import { QUESTION_LOOKS } from './ui/question-types.ts'
import { standIn } from './ui/use-desk.ts'

const AGAIN_MS = 5000

const wordsOf = (language: Language): Promise<WidgetWords> =>
  language === 'zh-CN' ? import('@yingda/i18n/widget/zh-CN.ts').then(({ zhCN }) => zhCN) : import('@yingda/i18n/widget/en.ts').then(({ en }) => en)

const moreWordsOf = (language: Language): Promise<MoreWords> =>
  language === 'zh-CN'
    ? import('@yingda/i18n/widget/later/zh-CN.ts').then(({ zhCNMore }) => zhCNMore)
    : import('@yingda/i18n/widget/later/en.ts').then(({ enMore }) => enMore)

export async function mount({ root, place, settings, fetched, onUnread, onOpen }: Host): Promise<App> {
  fetchPartsBy(fetched)
  const words = await wordsOf(settings.language)
  adoptInRoot(root, style)
  const desk = createDesk(
    {
      base: settings.base,
      fetch: (...request) => fetch(...request),
      openSocket: (url) => new WebSocket(url),
      keep: deviceKeep(() => localStorage),
      timers: { set: (run, afterMs) => window.setTimeout(run, afterMs), clear: (timer) => window.clearTimeout(timer) },
      now: deskNow,
      random: () => Math.random(),
      newId: () => crypto.randomUUID(),
      context: () => deviceContext(settings, navigator, location),
      wordsOf,
      moreWordsOf,
    },
    settings.language,
    words,
    navigator.onLine,
  )

  let cameFrom: Element | null = null
  const show = (open: boolean) => {
    if (open === desk.store.get().open) return
    if (open) {
      cameFrom = document.activeElement
      followNow()
    }
    desk.show(open)
    onOpen(open)
    if (!open && cameFrom instanceof HTMLElement && cameFrom !== root.host) cameFrom.focus({ preventScroll: true })
  }
  const close = () => show(false)

  addEventListener('online', () => desk.network(true))
  addEventListener('offline', () => desk.network(false))

  standIn({ desk, settings, close })
  render(<Panel root={root} />, place)
  // Fetched while the first screen is read, so that nothing is waited for when it is wanted.
  let again = 0
  const followNow = () =>
    void loadLater()
      .then(({ follow }) => follow(desk, onUnread))
      .then(desk.loadMore)
      .then(
        () => desk.store.set({ partsFailed: false }),
        () => {
          window.clearTimeout(again)
          again = window.setTimeout(followNow, AGAIN_MS)
        },
      )
  if (desk.known()) {
    void desk.home.load()
    followNow()
  }

  let wanted = settings.language
  const speakWanted = (language: Language): void =>
    void loadLater()
      .then(({ speak }) => speak(desk, language))
      .catch(() => window.setTimeout(() => language === wanted && speakWanted(language), AGAIN_MS))

  return {
    open(options) {
      show(true)
      const { questionType = 'payment', transactionId = null } = options ?? {}
      // The page's own word: one that nobody knows is no reason to show nothing.
      if (options?.questionType ?? transactionId) desk.talk.ask(questionType in QUESTION_LOOKS ? questionType : 'other', transactionId)
    },
    close,
    identify(getToken) {
      void desk.identify(getToken)
      followNow()
    },
    signOut: () => desk.signOut(),
    setLanguage(language) {
      wanted = language
      speakWanted(language)
    },
  }
}
