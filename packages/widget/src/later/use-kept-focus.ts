import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'

/**
 * What was pressed may go with the press, or rest until it is done. The focus would fall out of the panel to the top of the
 * wallet's page, and keys and screen readers with it; it goes to the screen's heading instead, or back to what rested.
 */
export function useKeptFocus(panel: RefObject<HTMLElement | null>, root: ShadowRoot): void {
  useEffect(() => {
    const element = panel.current
    if (element === null) return
    let last: HTMLElement | null = null
    const isThere = (each: HTMLElement): boolean => each.isConnected && !each.matches(':disabled')
    const nowhere = (): boolean => root.activeElement === null && (document.activeElement === document.body || document.activeElement === null)
    const come = ({ target }: FocusEvent) => {
      last = target as HTMLElement // what takes the focus is one
    }
    /** Of what is taken away some browsers say that it was left: it was not, if it is gone a moment later. */
    const leave = ({ target }: FocusEvent) =>
      void setTimeout(() => {
        if (last === target && last !== null && isThere(last)) last = null
      })
    const look = () => {
      if (last === null || !nowhere()) return
      if (isThere(last)) last.focus({ preventScroll: true })
      else if (!last.isConnected) element.querySelector<HTMLElement>('#title')?.focus({ preventScroll: true })
    }
    const watch = new MutationObserver(look)
    watch.observe(element, { childList: true, subtree: true, attributeFilter: ['disabled'] })
    element.addEventListener('focusin', come)
    element.addEventListener('focusout', leave)
    return () => {
      watch.disconnect()
      element.removeEventListener('focusin', come)
      element.removeEventListener('focusout', leave)
    }
  }, [panel, root])
}
