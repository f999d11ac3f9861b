import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { iconCode, iconInfo, iconRight, iconUsbkey } from '@yingda/ui/icons.ts'
import { keys } from '../../app/query-keys.ts'
import { Icon } from '../../app/ui/Icon.tsx'
import { AttemptError } from './AttemptError.tsx'
import { BackupCodes } from './BackupCodes.tsx'
import { IdentityCard } from './IdentityCard.tsx'
import { registerPasskey } from './passkey.ts'
import { signOut } from './session-api.ts'
import { TotpSetup } from './TotpSetup.tsx'
import { useAttempt } from './use-attempt.ts'

/** Leads and admins go no further without a second factor; both kinds are offered, and backup codes come with it. */
export default function SecondFactorSetup() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [step, setStep] = useState<'choose' | 'totp' | 'codes'>('choose')
  const { attempt, busy, error } = useAttempt()
  const finished = () => void client.resetQueries({ queryKey: keys.me })
  if (step === 'codes')
    return (
      <IdentityCard title={t('backup.title')} sub={t('backup.sub')}>
        <BackupCodes onDone={finished} />
      </IdentityCard>
    )
  if (step === 'totp')
    return (
      <IdentityCard title={t('factor.totp')} onBack={() => setStep('choose')}>
        <TotpSetup onDone={() => setStep('codes')} />
      </IdentityCard>
    )
  return (
    <IdentityCard title={t('factor.required')} sub={t('factor.requiredSub')}>
      <div className="alts">
        <button
          type="button"
          aria-disabled={busy || undefined}
          onClick={() => {
            if (!busy)
              void attempt(registerPasskey).then((registered) => {
                if (registered) setStep('codes')
              })
          }}
        >
          <Icon of={iconUsbkey} />
          <span>
            {t('factor.passkey')}
            <small>{t('factor.passkeySub')}</small>
          </span>
          <Icon of={iconRight} />
        </button>
        <button type="button" onClick={() => setStep('totp')}>
          <Icon of={iconCode} />
          <span>
            {t('factor.totp')}
            <small>{t('factor.totpSub')}</small>
          </span>
          <Icon of={iconRight} />
        </button>
      </div>
      <AttemptError error={error} />
      <p className="cardfoot">
        <Icon of={iconInfo} />
        {t('factor.foot')}
      </p>
      <button type="button" className="btn link" onClick={() => void attempt(signOut).then(finished)}>
        {t('me.signOut')}
      </button>
    </IdentityCard>
  )
}
