import { useEffect } from 'preact/hooks'
import { useDesk } from '../ui/use-desk.ts'

const AFTER_MS = 90_000
/** Many may be told the same at the same moment; they do not ask again at the same one. */
const SPREAD_MS = 60_000

/**
 * Nobody tells the widget that somebody is on duty again, or that what was disturbed is over: as long as it says so, it asks now and then.
 *
 * @param doubted something else says that it is over, as a colleague who reads along: it asks at once
 */
export function useStillTrue(said: boolean, doubted: boolean): void {
  const { home } = useDesk()
  useEffect(() => {
    if (said && doubted) void home.load()
  }, [home, said, doubted])
  useEffect(() => {
    if (!said) return
    const ask = () => document.visibilityState === 'visible' && void home.load()
    const timer = setInterval(ask, AFTER_MS + Math.random() * SPREAD_MS)
    return () => clearInterval(timer)
  }, [home, said])
}
