import { useQuery } from '@tanstack/react-query'
import { QRCodeSVG } from 'qrcode.react'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../app/ui/Button.tsx'
import { Failure } from '../../app/ui/Failure.tsx'
import { Skeleton } from '../../app/ui/Skeleton.tsx'
import { AttemptError } from './AttemptError.tsx'
import { CodeField } from './CodeField.tsx'
import { confirmTotp, setUpTotp } from './session-api.ts'
import { useAttempt } from './use-attempt.ts'

type TotpSetupProps = { onDone: () => void }

/** Scan, then prove it works: only a right code makes the app the second factor. */
export function TotpSetup({ onDone }: TotpSetupProps) {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const { attempt, busy, error, waitSeconds } = useAttempt()
  const setup = useQuery({ queryKey: ['totp-setup'], queryFn: setUpTotp, staleTime: Infinity, gcTime: 0, retry: false })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!busy && code.length === 6) void attempt(() => confirmTotp(code)).then((confirmed) => (confirmed ? onDone() : setCode('')))
  }
  if (setup.isPending) return <Skeleton kind="panel" count={4} />
  if (!setup.data) return <Failure error={setup.error} onRetry={() => void setup.refetch()} />
  return (
    <form className="cardform" onSubmit={submit}>
      <p>{t('factor.scan')}</p>
      {/* A code is read only dark on light, whatever the theme. */}
      <div className="qr" data-theme="light">
        <QRCodeSVG value={setup.data.uri} size={168} fgColor="var(--ink)" bgColor="var(--surface)" title={t('factor.qr')} />
      </div>
      <details>
        <summary>{t('factor.byHand')}</summary>
        <code>{setup.data.secret.replace(/(.{4})/g, '$1 ').trim()}</code>
      </details>
      <p>{t('factor.thenCode')}</p>
      <CodeField value={code} onChange={setCode} wrong={error !== null} />
      <AttemptError error={error} />
      <Button type="submit" look="primary" large busy={busy} disabled={code.length < 6 || waitSeconds > 0}>
        {t('factor.confirm')}
      </Button>
    </form>
  )
}
