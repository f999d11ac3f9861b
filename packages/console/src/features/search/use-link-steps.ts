import type { RefObject } from 'react'
import { useShortcut } from '../../app/keys/use-shortcut.ts'

/** j and k move the focus through the links of a short list, which Enter then opens. */
export function useLinkSteps(box: RefObject<HTMLElement | null>): { step: (by: 1 | -1) => void } {
  const step = (by: 1 | -1): void => {
    const links = [...(box.current?.querySelectorAll('a') ?? [])]
    const at = links.findIndex((link) => link === document.activeElement)
    const from = at === -1 ? links.findIndex((link) => link.ariaCurrent === 'true') : at
    const next = links[Math.min(Math.max(from + by, 0), links.length - 1)]
    next?.focus()
    next?.scrollIntoView({ block: 'nearest' })
  }
  useShortcut('next', () => step(1))
  useShortcut('previous', () => step(-1))
  return { step }
}
