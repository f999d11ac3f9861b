import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { heldSeq, type Thread } from '../state/thread.ts'
import type { StreamItem } from '../state/stream-items.ts'
import { useDesk } from './use-desk.ts'

/** Within so many pixels of the end, one reads the newest. */
const NEAR_PX = 48
/** Where each conversation was left, while the page lives: pixels from the top, or the end. */
const places = new Map<string, number | 'end'>()

/**
 * Follows the newest while at the end; keeps the place while reading back, and counts what came meanwhile. Whatever is
 * at the end in a visible page is read.
 */
export function useKeptScroll(thread: Thread, items: readonly StreamItem[], alsoWhen: string) {
  const { talk } = useDesk()
  const box = useRef<HTMLDivElement>(null)
  const inner = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const seen = useRef(heldSeq(thread))
  const [unseen, setUnseen] = useState(0)

  const read = () => {
    if (!atEnd.current || document.visibilityState !== 'visible') return
    seen.current = heldSeq(thread)
    setUnseen(0)
    if (seen.current > 0) talk.looksAt(thread.id)
  }
  const toEnd = () => {
    if (box.current !== null) box.current.scrollTop = box.current.scrollHeight
  }
  const reading = useRef(read)
  reading.current = read

  useLayoutEffect(() => {
    const place = places.get(thread.id)
    if (box.current !== null && typeof place === 'number') {
      box.current.scrollTop = place
      atEnd.current = false
    } else toEnd()
    const followSize = new ResizeObserver(() => atEnd.current && toEnd())
    for (const each of [box.current, inner.current]) if (each !== null) followSize.observe(each)
    const look = () => reading.current()
    document.addEventListener('visibilitychange', look)
    return () => {
      followSize.disconnect()
      document.removeEventListener('visibilitychange', look)
    }
  }, [thread.id])

  const lastItem = items.at(-1)
  const ownLast = lastItem?.kind === 'group' && lastItem.bubbles.at(-1)?.seq === 0 ? lastItem.bubbles.at(-1)?.key : undefined
  // What one has just written is always shown.
  useLayoutEffect(() => {
    if (ownLast === undefined) return
    atEnd.current = true
    toEnd()
  }, [ownLast])

  useLayoutEffect(() => {
    if (atEnd.current) toEnd()
  }, [items, alsoWhen])
  useEffect(() => {
    if (atEnd.current) return reading.current()
    setUnseen(thread.entries.filter(({ seq, view }) => seq > seen.current && view.kind === 'message' && view.from !== 'customer').length)
  }, [thread.entries])

  return {
    box,
    inner,
    unseen,
    onScroll(): void {
      const element = box.current
      if (element === null) return
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX
      places.set(thread.id, atEnd.current ? 'end' : element.scrollTop)
      read()
    },
    toNewest(): void {
      atEnd.current = true
      toEnd()
      read()
      box.current?.focus()
    },
  }
}
