import { useEffect, useState } from 'preact/hooks'

/** True once so many milliseconds have gone by: what is quick never flashes. */
export function useLater(afterMs: number): boolean {
  const [due, setDue] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), afterMs)
    return () => clearTimeout(timer)
  }, [afterMs])
  return due
}
