import { useRef } from 'preact/hooks'
import { Chat } from './chat.tsx'
import { Home } from './home.tsx'
import { later, PartsFailed } from './later.tsx'
import { useDesk, useDeskState, useSurroundings, useWords } from './use-desk.ts'
import { useFocusWithin } from './use-focus-within.ts'
import type { Screen } from '../desk/state.ts'

const Manners = later((it) => it.Manners)
const Article = later((it) => it.Article)
const Transactions = later((it) => it.Transactions)

/** The frame: a sheet on a phone, a window in the corner elsewhere, the whole of its container in `page` mode. */
export function Panel({ root }: { root: ShadowRoot }) {
  return useDeskState(({ open }) => open) ? <OpenPanel root={root} /> : null
}

function OpenPanel({ root }: { root: ShadowRoot }) {
  const { talk } = useDesk()
  const { settings, close } = useSurroundings()
  const words = useWords()
  const language = useDeskState((state) => state.language)
  const screens = useDeskState((state) => state.screens)
  const brand = useDeskState(({ home }) => home?.brand ?? '')
  const page = settings.mode === 'page'
  const panel = useRef<HTMLDivElement>(null)
  const screen = screens.at(-1) ?? { name: 'home' as const }
  const key = keyOf(screen)

  const back = () => (screens.length > 1 ? talk.back() : close())
  useFocusWithin(panel, root, key)

  return (
    <div
      ref={panel}
      class={page ? 'panel page' : 'panel'}
      lang={language}
      role={page ? 'region' : 'dialog'}
      aria-label={words.panel(brand)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || page) return
        event.stopPropagation()
        close()
      }}
    >
      <Shown screen={screen} key={key} />
      <PartsFailed />
      <Manners panel={panel} root={root} page={page} steps={screens.length} back={back} />
    </div>
  )
}

function Shown({ screen }: { screen: Screen }) {
  switch (screen.name) {
    case 'home':
      return <Home />
    case 'chat':
      return <Chat thread={screen.thread} />
    case 'article':
      return <Article slug={screen.slug} />
    case 'transactions':
      return <Transactions thread={screen.thread} />
  }
}

/** A conversation keeps its screen when it gets its number from the server: what is being typed must not be disturbed. */
const keyOf = (screen: Screen): string => (screen.name === 'article' ? `article:${screen.slug}` : screen.name)
