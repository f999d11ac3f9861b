import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { iconDone, iconInfo } from '@yingda/ui/icons.ts'
import { useMe } from '../../app/me.ts'
import { notices } from '../../app/notices.ts'
import { keys } from '../../app/query-keys.ts'
import { Button } from '../../app/ui/Button.tsx'
import { Dialog } from '../../app/ui/Dialog.tsx'
import { Icon } from '../../app/ui/Icon.tsx'
import { useRun } from '../../app/use-run.ts'
import { registerPasskey } from '../identity/passkey.ts'
import { TotpSetup } from '../identity/TotpSetup.tsx'

/** One's own second factors. */
export function SecuritySettings() {
  const { t } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  const [totp, setTotp] = useState(false)
  const { run, busy } = useRun()
  const refresh = () => void client.invalidateQueries({ queryKey: keys.me })
  return (
    <section className="setting">
      <h2>{t('settings.security')}</h2>
      <div className="factor"><Icon of={me.hasTotp ? iconDone : iconInfo} /><span>{t('factor.totp')}<small>{t(me.hasTotp ? 'factor.totpOn' : 'factor.totpOff')}</small></span><Button onClick={() => setTotp(true)}>{t(me.hasTotp ? 'factor.replace' : 'factor.setUp')}</Button></div>
      <div className="factor"><Icon of={me.passkeys > 0 ? iconDone : iconInfo} /><span>{t('factor.passkey')}<small>{t('factor.passkeyCount', { count: me.passkeys })}</small></span><Button busy={busy} onClick={() => void run(registerPasskey, t('factor.passkeyAdded')).then(refresh)}>{t('factor.add')}</Button></div>
      {totp && <Dialog title={t('factor.totp')} onClose={() => setTotp(false)}><TotpSetup onDone={() => { setTotp(false); refresh(); notices.say(t('factor.totpDone'), 'done') }} /></Dialog>}
    </section>
  )
}
