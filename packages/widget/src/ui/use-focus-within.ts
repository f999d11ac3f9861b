import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'

/** A new screen is announced by its heading, unless something on it already took the focus. */
export function useFocusWithin(panel: RefObject<HTMLElement | null>, root: ShadowRoot, screen: string): void {
  useEffect(() => {
    if (panel.current?.contains(root.activeElement)) return
    panel.current?.querySelector<HTMLElement>('#title')?.focus({ preventScroll: true })
  }, [panel, root, screen])
}
