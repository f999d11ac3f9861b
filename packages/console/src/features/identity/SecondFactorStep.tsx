import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { iconCode, iconInfo, iconRight, iconUsbkey } from '@yingda/ui/icons.ts'
import { Button } from '../../app/ui/Button.tsx'
import { Icon } from '../../app/ui/Icon.tsx'
import { AttemptError } from './AttemptError.tsx'
import { CodeField } from './CodeField.tsx'
import { IdentityCard } from './IdentityCard.tsx'
import { signInWithPasskey } from './passkey.ts'
import { signInWithTotp } from './session-api.ts'
import { useAttempt } from './use-attempt.ts'

type SecondFactorStepProps = { email: string; methods: readonly ('totp' | 'passkey')[]; onDone: () => void; onBack: () => void }

/** The second step: a passkey first where there is one, a code from the app otherwise. */
export function SecondFactorStep({ email, methods, onDone, onBack }: SecondFactorStepProps) {
  const { t } = useTranslation()
  const [method, setMethod] = useState<'totp' | 'passkey'>(methods.includes('passkey') ? 'passkey' : 'totp')
  const [code, setCode] = useState('')
  const { attempt, busy, blocked, error, waitSeconds } = useAttempt()
  const other = method === 'passkey' ? 'totp' : 'passkey'

  const withCode = (event: FormEvent) => {
    event.preventDefault()
    if (blocked || code.length < 6) return
    void attempt(() => signInWithTotp(code)).then((signedIn) => (signedIn ? onDone() : setCode('')))
  }
  const withPasskey = () =>
    void attempt(signInWithPasskey).then((signedIn) => {
      if (signedIn) onDone()
    })

  return (
    <IdentityCard
      title={t(method === 'passkey' ? 'signIn.confirmYou' : 'signIn.enterCode')}
      sub={t(method === 'passkey' ? 'signIn.confirmYouSub' : 'signIn.enterCodeSub')}
      who={email}
      onBack={onBack}
    >
      {method === 'passkey' ? (
        <div className="keybox">
          <Icon of={iconUsbkey} size={24} />
          <span>{t('signIn.touchKey')}</span>
          <Button look="primary" busy={busy} onClick={withPasskey}>
            {t('signIn.usePasskey')}
          </Button>
          <AttemptError error={error} />
        </div>
      ) : (
        <form className="cardform" onSubmit={withCode}>
          <CodeField value={code} onChange={setCode} wrong={error !== null} describedBy={error ? 'code-error' : undefined} />
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
    </IdentityCard>
  )
}
