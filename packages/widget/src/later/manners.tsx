import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'
import { useBackButton } from './use-back-button.ts'
import { useFocusTrap } from './use-focus-trap.ts'
import { useKeptFocus } from './use-kept-focus.ts'
import { useNarrow } from './use-narrow.ts'
import { useViewport } from './use-viewport.ts'

type Props = {
  panel: RefObject<HTMLElement | null>
  root: ShadowRoot
  /** The panel fills a container of the page. */
  page: boolean
  /** How many screens lie on each other. */
  steps: number
  back: () => void
}

/** How the panel behaves towards the phone around it: back button, screen keyboard, focus, the page behind. */
export function Manners({ panel, root, page, steps, back }: Props) {
  const narrow = useNarrow()
  /** The panel covers the page. */
  const modal = narrow && !page
  const depth = page ? steps - 1 : narrow ? steps : 0
  useBackButton(depth, back)
  useViewport(panel, modal || page)
  useFocusTrap(panel, root, modal)
  useKeptFocus(panel, root)
  useEffect(() => {
    panel.current?.setAttribute('aria-modal', String(modal))
    if (!modal) return
    const { style } = document.documentElement
    const before = style.overflow
    style.overflow = 'hidden'
    return () => {
      style.overflow = before
    }
  }, [panel, modal])
  return null
}
