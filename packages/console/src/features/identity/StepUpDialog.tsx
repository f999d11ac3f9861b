import { useEffect, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { iconUsbkey } from '@yingda/ui/icons.ts'
import { useMe } from '../../app/me.ts'
import { setStepUp } from '../../app/http/request.ts'
import { Button } from '../../app/ui/Button.tsx'
import { Dialog } from '../../app/ui/Dialog.tsx'
import { AttemptError } from './AttemptError.tsx'
import { BackupCodeForm } from './BackupCodeForm.tsx'
import { CodeField } from './CodeField.tsx'
import { stepUpWithPasskey } from './passkey.ts'
import { PasswordField } from './PasswordField.tsx'
import { stepUp } from './session-api.ts'
import { useAttempt } from './use-attempt.ts'

/** Opens when the server wants a fresh proof before something that cannot be undone; what was asked then goes on. */
export default function StepUpDialog() {
  const [answer, setAnswer] = useState<((proved: boolean) => void) | null>(null)
  useEffect(() => {
    let pending: Promise<boolean> | null = null
    setStepUp(() => {
      // Two calls at once share one dialog.
      pending ??= new Promise<boolean>((resolve) => setAnswer(() => resolve)).finally(() => {
        pending = null
        setAnswer(null)
      })
      return pending
    })
    return () => setStepUp(() => Promise.resolve(false))
  }, [])
  return answer && <StepUpForm onAnswer={answer} />
}

function StepUpForm({ onAnswer }: { onAnswer: (proved: boolean) => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const [secret, setSecret] = useState('')
  const { attempt, busy, error, waitSeconds } = useAttempt()
  const [backup, setBackup] = useState(false)
  const byCode = me.hasTotp
  const byPassword = !me.hasTotp && me.passkeys === 0
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    void attempt(() => stepUp(byCode ? { method: 'totp', code: secret } : { method: 'password', password: secret })).then((proved) =>
      proved ? onAnswer(true) : setSecret(''),
    )
  }
  if (backup)
    return (
      <Dialog title={t('stepUp.title')} onClose={() => onAnswer(false)}>
        <BackupCodeForm prove={(code) => stepUp({ method: 'backup_code', code })} doText={t('stepUp.do')} onDone={() => onAnswer(true)} />
      </Dialog>
    )
  return (
    <Dialog title={t('stepUp.title')} onClose={() => onAnswer(false)}>
      <form className="stack" onSubmit={submit}>
        <p>{t('stepUp.why')}</p>
        {me.passkeys > 0 && (
          <Button
            look={byCode ? 'plain' : 'primary'}
            large
            icon={iconUsbkey}
            busy={busy}
            onClick={() =>
              void attempt(stepUpWithPasskey).then((proved) => {
                if (proved) onAnswer(true)
              })
            }
          >
            {t('signIn.usePasskey')}
          </Button>
        )}
        {byCode && <CodeField value={secret} onChange={setSecret} wrong={error !== null} />}
        {byPassword && <PasswordField label={t('signIn.password')} value={secret} onChange={setSecret} autoComplete="current-password" />}
        <AttemptError error={error} />
        {me.backupCodes > 0 && !byPassword && (
          <Button look="link" onClick={() => setBackup(true)}>
            {t('backup.use')}
          </Button>
        )}
        <div className="actions">
          <Button onClick={() => onAnswer(false)}>{t('common.cancel')}</Button>
          {(byCode || byPassword) && (
            <Button type="submit" look="primary" busy={busy} disabled={waitSeconds > 0 || (byCode ? secret.length < 6 : secret === '')}>
              {t('stepUp.do')}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  )
}
