import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { iconCode, iconInfo, iconRight, iconUsbkey } from '@yingda/ui/icons.ts'
import { Button } from '../../app/ui/Button.tsx'
import { Icon } from '../../app/ui/Icon.tsx'
import { AttemptError } from './AttemptError.tsx'
import { CodeField } from './CodeField.tsx'
import { IdentityCard } from './IdentityCard.tsx'
import { LastSignIn } from './LastSignIn.tsx'
import { PasskeyBox } from './PasskeyBox.tsx'
import { signInWithTotp, type SecondStep } from './session-api.ts'
import { useAttempt } from './use-attempt.ts'

type SecondFactorStepProps = Pick<SecondStep, 'methods' | 'lastSignIn'> & { email: string; onDone: () => void; onBack: () => void }

/** The second step: a passkey first where there is one, a code from the app otherwise. */
export function SecondFactorStep({ email, methods, lastSignIn, onDone, onBack }: SecondFactorStepProps) {
  const { t } = useTranslation()
  const [method, setMethod] = useState<'totp' | 'passkey'>(methods.includes('passkey') ? 'passkey' : 'totp')
  const [code, setCode] = useState('')
  const [wrongOnes, setWrongOnes] = useState(0)
  const { attempt, busy, blocked, error, waitSeconds } = useAttempt()
  const other = method === 'passkey' ? 'totp' : 'passkey'

  const withCode = (event: FormEvent) => {
    event.preventDefault()
    if (blocked || code.length < 6) return
    void attempt(() => signInWithTotp(code)).then((signedIn) => {
      if (signedIn) return onDone()
      setCode('')
      setWrongOnes((count) => count + 1)
    })
  }
  return (
    <IdentityCard
      title={t(method === 'passkey' ? 'signIn.confirmYou' : 'signIn.enterCode')}
      sub={t(method === 'passkey' ? 'signIn.confirmYouSub' : 'signIn.enterCodeSub')}
      who={email}
      onBack={onBack}
    >
      {method === 'passkey' ? (
        <PasskeyBox onDone={onDone} />
      ) : (
        <form className="cardform" onSubmit={withCode}>
          {/* Begun anew after a wrong one, with the first box in focus. */}
          <CodeField key={wrongOnes} value={code} onChange={setCode} wrong={error !== null} describedBy={error ? 'code-error' : undefined} />
          <AttemptError id="code-error" error={error} />
          <Button type="submit" look="primary" large busy={busy} disabled={waitSeconds > 0 || code.length < 6}>
            {waitSeconds > 0 ? t('signIn.wait', { count: waitSeconds }) : t('signIn.do')}
          </Button>
        </form>
      )}
      {methods.includes(other) && (
        <div className="alts">
          <button type="button" onClick={() => setMethod(other)}>
            <Icon of={other === 'totp' ? iconCode : iconUsbkey} />
            {t(other === 'totp' ? 'signIn.useCode' : 'signIn.useKey')}
            <Icon of={iconRight} />
          </button>
        </div>
      )}
      <p className="cardfoot">
        <Icon of={iconInfo} />
        {t('signIn.lostKey')}
      </p>
      {lastSignIn && <LastSignIn {...lastSignIn} />}
    </IdentityCard>
  )
}
