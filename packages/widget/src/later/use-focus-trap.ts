import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'

const FOCUSABLE = 'button:not([disabled]):not([tabindex="-1"]), a[href], input:not([hidden]), select, textarea, [tabindex="0"]'

/** A sheet covers the page, so Tab stays inside it; Escape and the back button lead out. */
export function useFocusTrap(panel: RefObject<HTMLElement | null>, root: ShadowRoot, trapped: boolean): void {
  useEffect(() => {
    const element = panel.current
    if (!trapped || element === null) return
    const keep = (event: KeyboardEvent) => {
      if (event.key !== 'Tab' || event.defaultPrevented) return
      const stops = [...element.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((each) => each.offsetParent !== null)
      const edge = event.shiftKey ? stops[0] : stops.at(-1)
      if (root.activeElement !== edge && element.contains(root.activeElement)) return
      event.preventDefault()
      ;(event.shiftKey ? stops.at(-1) : stops[0])?.focus()
    }
    element.addEventListener('keydown', keep)
    return () => element.removeEventListener('keydown', keep)
  }, [panel, root, trapped])
}
