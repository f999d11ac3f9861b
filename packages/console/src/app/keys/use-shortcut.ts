import { useEffect, useRef } from 'react'
import { shortcutBus } from './shortcut-bus.ts'
import { matchShortcut, type ShortcutId } from './shortcuts.ts'

/** Answers a shortcut while mounted and enabled. */
export function useShortcut(id: ShortcutId, handler: () => void, enabled = true, rank: 'usual' | 'fallback' = 'usual'): void {
  const newest = useRef(handler)
  useEffect(() => {
    newest.current = handler
  })
  useEffect(() => (enabled ? shortcutBus.on(id, () => newest.current(), rank) : undefined), [id, enabled, rank])
}

/** The one listener of the window. A dialog on top keeps the page's keys away. */
export function useShortcutListener(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return
      const id = matchShortcut(event, isTyping(event.target))
      if (!id || (id !== 'commands' && isDialogOpen())) return
      if (shortcutBus.fire(id)) event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select'))

const isDialogOpen = (): boolean => document.querySelector('[role=dialog], [role=menu]') !== null
