import { useEffect, useState } from 'preact/hooks'
import { deskNow } from '../net/desk-now.ts'

/** The present instant, looked at again every so often. */
export function useNow(everyMs: number): number {
  const [nowMs, setNow] = useState(deskNow())
  useEffect(() => {
    const timer = setInterval(() => setNow(deskNow()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return nowMs
}
