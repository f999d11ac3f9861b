import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { StaffEntry } from '@yingda/protocol/entries/views.ts'
import { useMe } from '../../../app/me.ts'
import { countWrittenByOthers, type ThreadItem } from './thread-items.ts'

const NEAR_PX = 48

type ThreadScroll = {
  items: readonly ThreadItem[]
  entries: readonly StaffEntry[]
  /** Seqs at the ends of what is shown. */
  from: number
  to: number
  /** The entry a search hit points at. */
  target: number | null
  ready: boolean
}

/**
 * Keeps the reader's place: at the bottom it follows what comes; further up it stays and counts what is new; an older
 * page in front moves nothing. What one writes oneself is always shown. A target is shown once, as soon as it is there.
 */
export function useThreadScroll({ items, entries, from, to, target, ready }: ThreadScroll) {
  const me = useMe()
  const ref = useRef<HTMLDivElement>(null)
  const [atBottom, setAtBottom] = useState(target === null)
  const [seenTo, setSeenTo] = useState(to)
  const stick = useRef(target === null)
  const before = useRef({ from: 0, total: 0, items })
  const hasTarget = target !== null && from > 0 && target >= from && target <= to

  const last = items.at(-1)
  const ownLast = last?.kind === 'outgoing' ? last.key : null
  const shownOwn = useRef(ownLast)

  useLayoutEffect(() => {
    const box = ref.current
    if (!box || !ready) return
    if (ownLast !== shownOwn.current) {
      shownOwn.current = ownLast
      if (ownLast !== null) stick.current = true
    }
    const grewInFront = before.current.from > from && from > 0
    if (grewInFront) box.scrollTop += box.scrollHeight - before.current.total
    else if (stick.current) box.scrollTop = box.scrollHeight
    before.current = { from, total: box.scrollHeight, items }
  }, [items, from, ready, ownLast])

  useEffect(() => {
    const entry = hasTarget && ready ? document.getElementById(`entry-${target}`) : null
    if (!entry) return
    stick.current = false
    entry.scrollIntoView({ block: 'center' })
    entry.classList.add('found')
  }, [hasTarget, target, ready])

  // Pictures and fonts grow what is above the fold; whoever reads the end stays at the end.
  useEffect(() => {
    const box = ref.current
    const inner = box?.firstElementChild
    if (!ready || !box || !inner) return
    const observer = new ResizeObserver(() => {
      if (stick.current) box.scrollTop = box.scrollHeight
    })
    observer.observe(inner)
    observer.observe(box)
    return () => observer.disconnect()
  }, [ready])

  const onScroll = (): void => {
    const box = ref.current
    if (!box) return
    const near = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX
    stick.current = near
    if (near !== atBottom) setAtBottom(near)
    if (near || seenTo === 0) setSeenTo(to)
  }
  const toBottom = (): void => {
    stick.current = true
    ref.current?.scrollTo({ top: ref.current.scrollHeight, behavior: 'smooth' })
  }
  return { ref, onScroll, atBottom, unseen: atBottom || seenTo === 0 ? 0 : countWrittenByOthers(entries, seenTo, me.id), toBottom }
}
