import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { ThreadItem } from './thread-items.ts'

const NEAR_PX = 48

type ThreadScroll = { items: readonly ThreadItem[]; from: number; target: number | null; ready: boolean }

/**
 * Keeps the reader's place: at the bottom it follows what comes; further up it stays and counts what is new; an older
 * page in front moves nothing. A target (a search hit) is shown once, as soon as it is there.
 */
export function useThreadScroll({ items, from, target, ready }: ThreadScroll) {
  const ref = useRef<HTMLDivElement>(null)
  const [atBottom, setAtBottom] = useState(true)
  const [seenCount, setSeenCount] = useState(0)
  const stick = useRef(true)
  const height = useRef({ from: 0, total: 0 })
  const shown = useRef<number | null>(null)

  useLayoutEffect(() => {
    const box = ref.current
    if (!box || !ready) return
    const grewInFront = height.current.from > from && from > 0
    if (grewInFront) box.scrollTop += box.scrollHeight - height.current.total
    else if (stick.current && shown.current === target) box.scrollTop = box.scrollHeight
    height.current = { from, total: box.scrollHeight }
  }, [items, from, ready, target])

  useEffect(() => {
    const entry = target === null ? null : document.getElementById(`entry-${target}`)
    if (!entry || shown.current === target) return
    shown.current = target
    stick.current = false
    entry.scrollIntoView({ block: 'center' })
    entry.classList.add('found')
  }, [target, items])

  // Pictures and fonts grow what is above the fold; whoever reads the end stays at the end.
  useEffect(() => {
    const box = ref.current
    const inner = box?.firstElementChild
    if (!box || !inner) return
    const observer = new ResizeObserver(() => { if (stick.current) box.scrollTop = box.scrollHeight })
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
    if (near || seenCount === 0) setSeenCount(items.length)
  }
  const toBottom = (): void => {
    stick.current = true
    ref.current?.scrollTo({ top: ref.current.scrollHeight, behavior: 'smooth' })
  }
  const last = atBottom ? items.length : seenCount
  return { ref, onScroll, atBottom, unseen: Math.max(0, items.length - last), toBottom }
}
