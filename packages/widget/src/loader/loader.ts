/**
 * The one script tag. It puts the launcher on the page and `window.Yingda` into it, and fetches the rest when somebody
 * asks, or when somebody known may have unread messages. It must stay small and import nothing that the app imports.
 */
import { LAUNCHER_WORDS } from '@yingda/i18n/widget/launcher.ts'
import style from '../style/launcher.css?inline'
import { adoptInto } from './adopt.ts'
import { fetchedFrom } from './fetched.ts'
import type { App, Host, YingdaApi } from './host.ts'
import { drawLauncher, type Launcher } from './launcher.ts'
import { asLanguage, asTheme, settingsFrom } from './settings.ts'

/** The app's file name, written in by the build. */
declare const __APP__: string
declare global {
  interface Window {
    Yingda?: YingdaApi
  }
}

const VISITOR_KEY = 'yingda:visitor'
const AGAIN_MS = 5000
/** Whoever has asked is told after so long that something is under way. */
const PATIENCE_MS = 600

function start(script: HTMLScriptElement): void {
  const settings = settingsFrom((name) => script.getAttribute(`data-${name}`), script.src, navigator.language)
  const fetched = fetchedFrom(script.src, settings)
  let language = settings.language
  let theme = settings.theme
  let element: HTMLElement | null = null
  let launcher: Launcher | null = null
  let host: Host | null = null
  let app: App | null = null
  let loading = false
  /** Somebody has pressed the button and sees nothing yet. */
  let isAwaited = false
  let isUnreached = false
  let unread = 0
  let isOpen = false
  const pending: ((app: App) => void)[] = []

  const showTheme = () => (theme === 'auto' ? element?.removeAttribute('data-theme') : element?.setAttribute('data-theme', theme))

  const containerOf = () => (settings.mode === 'page' ? document.getElementById('yingda') : null)
  /** Also when a page that draws itself anew has thrown it away. */
  const stand = () => element?.isConnected === false && (containerOf() ?? document.body).append(element)

  function draw(): void {
    const container = containerOf()
    element = document.createElement('div')
    const mode = container === null ? 'floating' : 'page'
    element.setAttribute('data-mode', mode)
    stand()
    const root = element.attachShadow({ mode: 'open' })
    adoptInto(root, style)
    const place = document.createElement('div')
    place.className = 'place'
    showTheme()
    if (settings.launcher && container === null) launcher = drawLauncher(root, LAUNCHER_WORDS[language].ask, ask)
    root.append(place)
    host = {
      root,
      place,
      fetched,
      settings: { ...settings, language, mode },
      onOpen(open) {
        isOpen = open
        launcher?.opened(open)
      },
      onUnread(count, label) {
        launcher?.label(label)
        launcher?.unread(count)
        if (count === unread) return
        unread = count
        dispatchEvent(new CustomEvent('yingda:unread', { detail: { count } }))
      },
    }
    if (container !== null) withApp((it) => it.open())
    if (pending.length > 0 || isKnown()) load()
  }

  /** However often it is pressed until the app is there: it opens, once. */
  function ask(): void {
    if (app !== null) return isOpen ? app.close() : app.open()
    if (isAwaited) return
    isAwaited = true
    setTimeout(tell, PATIENCE_MS)
    withApp((it) => it.open())
  }

  function tell(): void {
    const words = LAUNCHER_WORDS[language]
    launcher?.says(!isAwaited ? '' : isUnreached ? words.unreached : words.opening, language)
  }

  /** Done at once, or in order as soon as the app is there. */
  function withApp(use: (app: App) => void): void {
    stand()
    if (app !== null) return use(app)
    pending.push(use)
    load()
  }

  function load(): void {
    if (loading || host === null) return
    loading = true
    const to = host
    fetched(__APP__)
      .then((address) => import(/* @vite-ignore */ address))
      .then(({ mount }: { mount: (host: Host) => Promise<App> }) => mount(to))
      .then((mounted) => {
        app = mounted
        isAwaited = false
        tell()
        for (const use of pending.splice(0)) use(mounted)
      })
      .catch(() => {
        loading = false
        isUnreached = true
        tell()
        setTimeout(load, AGAIN_MS)
      })
  }

  window.Yingda = {
    open: (options) => withApp((it) => it.open(options)),
    close: () => app?.close(),
    identify: (getToken) => withApp((it) => it.identify(getToken)),
    signOut: () => withApp((it) => it.signOut()),
    setLanguage(tag) {
      language = asLanguage(tag)
      launcher?.label(LAUNCHER_WORDS[language].ask)
      tell()
      if (host !== null) host = { ...host, settings: { ...host.settings, language } }
      if (loading || pending.length > 0) withApp((it) => it.setLanguage(language))
    },
    setTheme(word) {
      theme = asTheme(word)
      showTheme()
    },
    unread: () => unread,
  }
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', draw)
  else draw()
}

/** Has asked before from this device: there may be an answer. */
function isKnown(): boolean {
  try {
    return localStorage.getItem(VISITOR_KEY) !== null
  } catch {
    return false
  }
}

const script = document.currentScript ?? document.querySelector('script[src$="/widget.js"]')
if (script instanceof HTMLScriptElement && window.Yingda === undefined) start(script)
