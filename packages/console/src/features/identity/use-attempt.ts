import { useEffect, useState } from 'react'
import { retryAfterSeconds } from '../../app/http/refusal.ts'
import { useErrorText } from '../../app/use-error-text.ts'
import { wasCancelled } from './passkey.ts'

/**
 * One try at proving who one is: busy while it runs, the server's words when it fails, and the seconds to wait before
 * the next try, counted down, when too many went wrong.
 */
export function useAttempt() {
  const textOf = useErrorText()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [waitSeconds, setWaitSeconds] = useState(0)
  useEffect(() => {
    if (waitSeconds <= 0) return
    const timer = setTimeout(() => setWaitSeconds((left) => left - 1), 1000)
    return () => clearTimeout(timer)
  }, [waitSeconds])

  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true)
    setError(null)
    try {
      await work()
      return true
    } catch (failure) {
      if (!wasCancelled(failure)) setError(textOf(failure))
      setWaitSeconds(retryAfterSeconds(failure) ?? 0)
      return false
    } finally {
      setBusy(false)
    }
  }
  return { attempt, busy, error, waitSeconds, blocked: busy || waitSeconds > 0 }
}
