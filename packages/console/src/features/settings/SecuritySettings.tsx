import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { iconCode } from '@yingda/ui/icons.ts'
import { useMe } from '../../app/me.ts'
import { notices } from '../../app/notices.ts'
import { keys } from '../../app/query-keys.ts'
import { Button } from '../../app/ui/Button.tsx'
import { Dialog } from '../../app/ui/Dialog.tsx'
import { Icon } from '../../app/ui/Icon.tsx'
import { useRun } from '../../app/use-run.ts'
import { removeTotp } from '../identity/session-api.ts'
import { TotpSetup } from '../identity/TotpSetup.tsx'
import { BackupCodeSettings, type BackupCodeDialog } from './BackupCodeSettings.tsx'
import { PasskeySettings } from './PasskeySettings.tsx'
import { PasswordSettings } from './PasswordSettings.tsx'

/** One's own second factors. Adding or taking one away needs a fresh proof, and whoever must have one keeps one. */
export function SecuritySettings() {
  const { t } = useTranslation()
  const { hasTotp, backupCodes } = useMe()
  const client = useQueryClient()
  const [totp, setTotp] = useState(false)
  const [codes, setCodes] = useState<BackupCodeDialog>(null)
  const { run, busy } = useRun()
  const refresh = () => client.invalidateQueries({ queryKey: keys.me })
  /** Whoever has just set up a factor and has no backup codes gets them now. */
  const added = () => {
    if (backupCodes === 0) setCodes('codes')
  }
  return (
    <section className="setting">
      <h2>{t('settings.security')}</h2>
      <PasswordSettings />
      <div className="factor">
        <Icon of={iconCode} />
        <span>
          {t('factor.totp')}
          <small>{t(hasTotp ? 'factor.totpOn' : 'factor.totpOff')}</small>
        </span>
        {hasTotp && (
          <Button busy={busy} onClick={() => void run(() => removeTotp().then(refresh), t('factor.removed'))}>
            {t('factor.remove')}
          </Button>
        )}
        <Button onClick={() => setTotp(true)}>{t(hasTotp ? 'factor.replace' : 'factor.setUp')}</Button>
      </div>
      <PasskeySettings onAdded={added} />
      <BackupCodeSettings dialog={codes} onDialog={setCodes} />
      {totp && (
        <Dialog title={t('factor.totp')} onClose={() => setTotp(false)}>
          <TotpSetup
            onDone={() => {
              setTotp(false)
              void refresh().then(added)
              notices.say(t('factor.totpDone'), 'done')
            }}
          />
        </Dialog>
      )}
    </section>
  )
}
