import { useEffect, useRef } from 'preact/hooks'

/**
 * The phone's back button goes one step back in the widget instead of leaving the page. One history entry a step,
 * beside whatever the page keeps in its own state; leaving by other ways takes the entries back.
 *
 * @param depth how many steps lead back out; 0 = the back button is the page's own
 */
export function useBackButton(depth: number, back: () => void): void {
  const pushed = useRef(0)
  const ours = useRef(false)
  const goBack = useRef(back)
  goBack.current = back
  useEffect(() => {
    while (pushed.current < depth) {
      pushed.current += 1
      history.pushState({ ...history.state, yingda: pushed.current }, '')
    }
    if (pushed.current > depth) takeBack(depth)
  }, [depth])

  function takeBack(to: number): void {
    const steps = pushed.current - to
    const here = depthOf(history.state) === pushed.current
    pushed.current = to
    // When the page has navigated meanwhile, its history is not ours to move in.
    if (!here) return
    ours.current = true
    history.go(-steps)
  }

  useEffect(() => {
    const onPop = () => {
      if (ours.current) {
        ours.current = false
        return
      }
      const at = depthOf(history.state)
      while (pushed.current > at) {
        pushed.current -= 1
        goBack.current()
      }
    }
    addEventListener('popstate', onPop)
    return () => {
      removeEventListener('popstate', onPop)
      if (pushed.current > 0) takeBack(0)
    }
  }, [])
}

const depthOf = (state: unknown): number =>
  typeof state === 'object' && state !== null && 'yingda' in state && typeof state.yingda === 'number' ? state.yingda : 0
