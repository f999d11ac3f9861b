import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'
import { useBackButton } from './use-back-button.ts'
import { useFocusTrap } from './use-focus-trap.ts'
import { useViewport } from './use-viewport.ts'

type Props = {
  panel: RefObject<HTMLElement | null>
  root: ShadowRoot
  /** The panel covers the page. */
  modal: boolean
  /** The panel fills a container of the page. */
  page: boolean
  /** How many steps lead out of the widget. */
  depth: number
  back: () => void
}

/** How the panel behaves towards the phone around it: back button, screen keyboard, focus, the page behind. */
export function Manners({ panel, root, modal, page, depth, back }: Props) {
  useBackButton(depth, back)
  useViewport(panel, modal || page)
  useFocusTrap(panel, root, modal)
  useEffect(() => {
    if (!modal) return
    const { style } = document.documentElement
    const before = style.overflow
    style.overflow = 'hidden'
    return () => {
      style.overflow = before
    }
  }, [modal])
  return null
}
