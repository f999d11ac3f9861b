import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WrongProof } from '@yingda/protocol/http/staff-session.ts'
import { Refused, retryAfterSeconds } from '../../app/http/refusal.ts'
import { useErrorText } from '../../app/use-error-text.ts'
import { weakness } from './weakness.ts'
import { isWrongAddress, wasCancelled } from './passkey.ts'

/**
 * One try at proving who one is: busy while it runs, the server's words when it fails with how many tries are left, and
 * the seconds to wait before the next try, counted down, when too many went wrong. `forget` takes the words away when
 * what they were about is typed anew.
 */
export function useAttempt() {
  const { t } = useTranslation()
  const textOf = useErrorText()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [waitSeconds, setWaitSeconds] = useState(0)
  useEffect(() => {
    if (waitSeconds <= 0) return
    const timer = setTimeout(() => setWaitSeconds((left) => left - 1), 1000)
    return () => clearTimeout(timer)
  }, [waitSeconds])

  const wordsOf = (failure: unknown): string => {
    if (isWrongAddress(failure)) return t('signIn.passkeyAddress')
    const weak = weakness(t, failure)
    if (weak !== null) return weak
    const left = wrongProof(failure)
    const text = textOf(failure)
    return left && left.triesLeft > 0 ? t('signIn.triesLeft', { what: text, count: left.triesLeft, pause: left.pauseSeconds }) : text
  }
  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true)
    setError(null)
    try {
      await work()
      return true
    } catch (failure) {
      if (!wasCancelled(failure)) setError(wordsOf(failure))
      setWaitSeconds(pauseSeconds(failure))
      return false
    } finally {
      setBusy(false)
    }
  }
  return { attempt, forget: () => setError(null), busy, error, waitSeconds, blocked: busy || waitSeconds > 0 }
}

const wrongProof = (failure: unknown): WrongProof | null => {
  if (!(failure instanceof Refused)) return null
  const { triesLeft, pauseSeconds: pause } = failure.data
  return typeof triesLeft === 'number' && typeof pause === 'number' ? { triesLeft, pauseSeconds: pause } : null
}

/** The pause that begins now; 0 = none. */
function pauseSeconds(failure: unknown): number {
  const left = wrongProof(failure)
  return left?.triesLeft === 0 ? left.pauseSeconds : (retryAfterSeconds(failure) ?? 0)
}
