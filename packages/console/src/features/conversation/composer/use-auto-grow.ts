import { useLayoutEffect, type RefObject } from 'react'

const MOST_PX = 220

/** A field as tall as its words, up to ten lines. */
export function useAutoGrow(field: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => {
    const element = field.current
    if (!element) return
    element.style.height = 'auto'
    element.style.height = `${Math.min(element.scrollHeight, MOST_PX)}px`
  }, [field, text])
}
