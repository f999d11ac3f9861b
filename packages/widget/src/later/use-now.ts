import { useEffect, useState } from 'preact/hooks'

/** The present instant, looked at again every so often. */
export function useNow(everyMs: number): number {
  const [nowMs, setNow] = useState(Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return nowMs
}
