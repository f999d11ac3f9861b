import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { heldSeq, type Thread } from '../state/thread.ts'
import type { StreamItem } from '../state/stream-items.ts'
import { useDesk } from '../ui/use-desk.ts'

/** Within so many pixels of the end, one reads the newest. */
const NEAR_PX = 48
/** Where each conversation was left, while the page lives: pixels from the top, or the end. */
const places = new Map<string, number | 'end'>()

const toEnd = ({ current }: Watched['box']) => current?.scrollTo(0, current.scrollHeight)

type Watched = {
  box: RefObject<HTMLDivElement | null>
  /** Set for as long as the place is looked after here. */
  held: { current: boolean }
  thread: Thread
  items: readonly StreamItem[]
}

/**
 * Follows the newest while at the end; keeps the place while reading back, and counts what came meanwhile. Whatever is
 * at the end in a visible page is read.
 */
export function useKeptScroll({ box, held, thread, items }: Watched) {
  const { talk } = useDesk()
  const atEnd = useRef(true)
  const seen = useRef(heldSeq(thread))
  const [unseen, setUnseen] = useState(0)

  const read = () => {
    if (!atEnd.current || document.visibilityState !== 'visible') return
    seen.current = heldSeq(thread)
    setUnseen(0)
    if (seen.current > 0) talk.looksAt(thread.id)
  }
  const reading = useRef(read)
  reading.current = read

  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    held.current = true
    const place = places.get(thread.id)
    if (typeof place === 'number') {
      element.scrollTop = place
      atEnd.current = false
    } else toEnd(box)
    // Who fills in a form is not moved on in it when it grows.
    const followSize = new ResizeObserver(() => atEnd.current && element.querySelector('form:focus-within') === null && toEnd(box))
    for (const each of [element, ...element.children]) followSize.observe(each)
    const look = () => reading.current()
    const scrolled = () => {
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX
      places.set(thread.id, atEnd.current ? 'end' : element.scrollTop)
      look()
    }
    element.addEventListener('scroll', scrolled)
    document.addEventListener('visibilitychange', look)
    return () => {
      held.current = false
      followSize.disconnect()
      element.removeEventListener('scroll', scrolled)
      document.removeEventListener('visibilitychange', look)
    }
  }, [box, held, thread.id])

  const lastItem = items.at(-1)
  const ownLast = lastItem?.kind === 'group' && lastItem.bubbles.at(-1)?.seq === 0 ? lastItem.bubbles.at(-1)?.key : undefined
  // What one has just written is always shown.
  useLayoutEffect(() => {
    if (ownLast === undefined) return
    atEnd.current = true
    toEnd(box)
  }, [box, ownLast])

  useLayoutEffect(() => {
    if (atEnd.current) toEnd(box)
  }, [box, items])
  useEffect(() => {
    if (atEnd.current) return reading.current()
    setUnseen(thread.entries.filter(({ seq, view }) => seq > seen.current && view.kind === 'message' && view.from !== 'customer').length)
  }, [thread.entries])

  return {
    unseen,
    toNewest(): void {
      atEnd.current = true
      toEnd(box)
      read()
      box.current?.focus()
    },
  }
}
