import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'

/** Keeps the panel within what the screen keyboard leaves free, so that the composer is never behind it. */
export function useViewport(panel: RefObject<HTMLElement | null>, active: boolean): void {
  useEffect(() => {
    const viewport = window.visualViewport
    const element = panel.current
    if (!active || viewport === null || element === null) return
    const fit = () => {
      element.style.setProperty('--free-height', `${viewport.height}px`)
      element.style.setProperty('--free-top', `${viewport.offsetTop}px`)
    }
    fit()
    viewport.addEventListener('resize', fit)
    viewport.addEventListener('scroll', fit)
    return () => {
      viewport.removeEventListener('resize', fit)
      viewport.removeEventListener('scroll', fit)
      element.style.removeProperty('--free-height')
      element.style.removeProperty('--free-top')
    }
  }, [panel, active])
}
