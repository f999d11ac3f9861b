import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { iconCode, iconCopy, iconInfo, iconRight, iconUsbkey } from '@yingda/ui/icons.ts'
import { Button } from '../../app/ui/Button.tsx'
import { Icon } from '../../app/ui/Icon.tsx'
import { AttemptError } from './AttemptError.tsx'
import { BackupCodeForm } from './BackupCodeForm.tsx'
import { CodeField } from './CodeField.tsx'
import { IdentityCard } from './IdentityCard.tsx'
import { LastSignIn } from './LastSignIn.tsx'
import { PasskeyBox } from './PasskeyBox.tsx'
import { signInWithBackupCode, signInWithTotp, type SecondStep } from './session-api.ts'
import { useAttempt } from './use-attempt.ts'

type SecondFactorStepProps = Pick<SecondStep, 'methods' | 'lastSignIn'> & { email: string; onDone: () => void; onBack: () => void }

/** In the order in which they are offered. */
const WAYS = [
  { method: 'passkey', icon: iconUsbkey, use: 'signIn.useKey', title: 'signIn.confirmYou', sub: 'signIn.confirmYouSub' },
  { method: 'totp', icon: iconCode, use: 'signIn.useCode', title: 'signIn.enterCode', sub: 'signIn.enterCodeSub' },
  { method: 'backup_code', icon: iconCopy, use: 'backup.use', title: 'backup.enter', sub: 'backup.enterSub' },
] as const

/** The second step: a passkey first where there is one, a code from the app otherwise, and a backup code when neither is at hand. */
export function SecondFactorStep({ email, methods, lastSignIn, onDone, onBack }: SecondFactorStepProps) {
  const { t } = useTranslation()
  const ways = WAYS.filter((one) => methods.includes(one.method))
  const [chosen, setChosen] = useState<(typeof WAYS)[number]['method'] | null>(null)
  const way = ways.find(({ method }) => method === chosen) ?? ways[0] ?? WAYS[1]
  return (
    <IdentityCard title={t(way.title)} sub={t(way.sub)} who={email} onBack={onBack}>
      {way.method === 'passkey' && <PasskeyBox onDone={onDone} />}
      {way.method === 'totp' && <CodeForm onDone={onDone} />}
      {way.method === 'backup_code' && <BackupCodeForm prove={signInWithBackupCode} doText={t('signIn.do')} onDone={onDone} />}
      {ways.length > 1 && (
        <div className="alts">
          {ways
            .filter((other) => other !== way)
            .map(({ method, icon, use }) => (
              <button key={method} type="button" onClick={() => setChosen(method)}>
                <Icon of={icon} />
                {t(use)}
                <Icon of={iconRight} />
              </button>
            ))}
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

function CodeForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const [wrongOnes, setWrongOnes] = useState(0)
  const { attempt, busy, blocked, error, waitSeconds } = useAttempt()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (blocked || code.length < 6) return
    void attempt(() => signInWithTotp(code)).then((signedIn) => {
      if (signedIn) return onDone()
      setCode('')
      setWrongOnes((count) => count + 1)
    })
  }
  return (
    <form className="cardform" onSubmit={submit}>
      {/* Begun anew after a wrong one, with the first box in focus. */}
      <CodeField key={wrongOnes} value={code} onChange={setCode} wrong={error !== null} describedBy={error ? 'code-error' : undefined} />
      <AttemptError id="code-error" error={error} />
      <Button type="submit" look="primary" large busy={busy} disabled={waitSeconds > 0 || code.length < 6}>
        {waitSeconds > 0 ? t('signIn.wait', { count: waitSeconds }) : t('signIn.do')}
      </Button>
    </form>
  )
}
