import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { iconInfo } from '@yingda/ui/icons.ts'
import { Button } from '../../app/ui/Button.tsx'
import { Field } from '../../app/ui/Field.tsx'
import { Icon } from '../../app/ui/Icon.tsx'
import { AttemptError } from './AttemptError.tsx'
import { DemoPeople } from './DemoPeople.tsx'
import { IdentityCard } from './IdentityCard.tsx'
import { PasskeyFirst } from './PasskeyFirst.tsx'
import { PasswordField } from './PasswordField.tsx'
import { signInWithPassword, type SecondStep } from './session-api.ts'
import { useAttempt } from './use-attempt.ts'

type AccountStepProps = { wasIn: boolean; onSecondFactor: (email: string, step: SecondStep) => void; onDone: () => void }

export function AccountStep({ wasIn, onSecondFactor, onDone }: AccountStepProps) {
  const { t } = useTranslation()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const { attempt, busy, blocked, error, waitSeconds } = useAttempt()

  const withPassword = (event: FormEvent) => {
    event.preventDefault()
    if (blocked) return
    void attempt(async () => {
      const answer = await signInWithPassword(email.trim(), password)
      if (answer.step === 'done') onDone()
      else onSecondFactor(email.trim(), answer)
    })
  }

  return (
    <IdentityCard title={t('signIn.title')} sub={t(wasIn ? 'signIn.ended' : 'signIn.sub')} below={<DemoPeople onDone={onDone} />}>
      <PasskeyFirst onDone={onDone} />
      <form className="cardform" onSubmit={withPassword}>
        <Field label={t('signIn.email')} type="email" value={email} onChange={setEmail} autoComplete="username" maxLength={200} required />
        <PasswordField label={t('signIn.password')} value={password} onChange={setPassword} autoComplete="current-password" />
        <AttemptError error={error} />
        <Button type="submit" large busy={busy} disabled={waitSeconds > 0}>
          {waitSeconds > 0 ? t('signIn.wait', { count: waitSeconds }) : t('signIn.next')}
        </Button>
      </form>
      <p className="cardfoot">
        <Icon of={iconInfo} />
        {t('signIn.foot')}
      </p>
    </IdentityCard>
  )
}
