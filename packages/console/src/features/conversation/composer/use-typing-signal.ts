import { useCallback, useEffect, useRef } from 'react'
import { useSync } from '../../../app/sync/use-sync.ts'

const AGAIN_MS = 3000
const STILL_MS = 5000

/** Tells the others that somebody writes here: at most every three seconds, and that it stopped. */
export function useTypingSignal(conversationId: string): (on: boolean) => void {
  const { socket } = useSync()
  const toldAt = useRef(0)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const tell = useCallback((on: boolean): void => {
    clearTimeout(timer.current)
    if (on) timer.current = setTimeout(() => tell(false), STILL_MS)
    if (on ? Date.now() - toldAt.current < AGAIN_MS : toldAt.current === 0) return
    toldAt.current = on ? Date.now() : 0
    socket.typing(conversationId, on)
  }, [socket, conversationId])
  useEffect(() => () => tell(false), [tell])
  return tell
}
