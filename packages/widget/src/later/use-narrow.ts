import { useEffect, useState } from 'preact/hooks'

/** Upright, or laid on its side. */
const NARROW = '(max-width: 480px), (max-height: 480px)'

/** The window is a phone's: the panel fills it. */
export function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(matchMedia(NARROW).matches)
  useEffect(() => {
    const query = matchMedia(NARROW)
    const look = () => setNarrow(query.matches)
    query.addEventListener('change', look)
    return () => query.removeEventListener('change', look)
  }, [])
  return narrow
}
