import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { iconUsbkey } from '@yingda/ui/icons.ts'
import { Button } from '../../app/ui/Button.tsx'
import { Icon } from '../../app/ui/Icon.tsx'
import { AttemptError } from './AttemptError.tsx'
import { signInWithPasskey } from './passkey.ts'
import { useAttempt } from './use-attempt.ts'

type PasskeyBoxProps = { onDone: () => void }

/** Asks for the passkey as soon as it is seen and says how long the browser will wait; given up, it asks again by hand. */
export function PasskeyBox({ onDone }: PasskeyBoxProps) {
  const { t } = useTranslation()
  const { attempt, busy, error, waitSeconds } = useAttempt()
  const [limit, setLimit] = useState(0)
  const [left, setLeft] = useState(0)
  const asked = useRef(false)
  const ask = () =>
    void attempt(() =>
      signInWithPasskey((withinMs) => {
        setLimit(withinMs)
        setLeft(withinMs)
      }),
    ).then((signedIn) => {
      if (signedIn) onDone()
    })

  useEffect(() => {
    if (asked.current) return
    asked.current = true
    ask()
  })
  useEffect(() => {
    if (!busy || left <= 0) return
    const timer = setTimeout(() => setLeft(left - 1000), 1000)
    return () => clearTimeout(timer)
  }, [busy, left])

  return (
    <div className="keybox">
      <Icon of={iconUsbkey} />
      <span role="status">{t('signIn.touchKey')}</span>
      {busy ? (
        limit > 0 && (
          <small role="timer">
            {t('signIn.keyTimeLeft', { limit: limit / 1000, left: `${Math.floor(left / 60_000)}:${String(Math.floor(left / 1000) % 60).padStart(2, '0')}` })}
          </small>
        )
      ) : (
        <Button look="primary" disabled={waitSeconds > 0} onClick={ask}>
          {waitSeconds > 0 ? t('signIn.wait', { count: waitSeconds }) : t('signIn.usePasskey')}
        </Button>
      )}
      <AttemptError error={error} />
    </div>
  )
}
