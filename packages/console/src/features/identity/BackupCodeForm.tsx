import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../app/ui/Button.tsx'
import { Field } from '../../app/ui/Field.tsx'
import { AttemptError } from './AttemptError.tsx'
import { useAttempt } from './use-attempt.ts'

type BackupCodeFormProps = { prove: (code: string) => Promise<unknown>; doText: string; onDone: () => void }

/** One code from the paper: the desk reads it with or without hyphens, in any case. */
export function BackupCodeForm({ prove, doText, onDone }: BackupCodeFormProps) {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const { attempt, forget, busy, blocked, error, waitSeconds } = useAttempt()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (blocked || code.trim() === '') return
    void attempt(() => prove(code)).then((proved) => {
      if (proved) onDone()
    })
  }
  return (
    <form className="cardform" onSubmit={submit}>
      <Field
        label={t('backup.one')}
        value={code}
        onChange={(typed) => {
          setCode(typed)
          forget()
        }}
        maxLength={64}
        autoComplete="off"
        required
        autoFocus
      />
      <AttemptError error={error} />
      <Button type="submit" look="primary" large busy={busy} disabled={waitSeconds > 0 || code.trim() === ''}>
        {waitSeconds > 0 ? t('signIn.wait', { count: waitSeconds }) : doText}
      </Button>
    </form>
  )
}
